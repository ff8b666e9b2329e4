// What the blocks of docs/next.md take from each other's files.
declare module '@/lib/videos' {
  import type { VideoServer } from '@dailies/server'
  export function videos(): VideoServer
}
declare module '@/lib/owner' {
  export function ownerOf(cookies: string): string | null
}
