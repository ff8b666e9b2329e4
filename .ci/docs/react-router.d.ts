// What docs/react-router.md takes from React Router 7 and from its own files. The real types check it in `.ci/consumers/react-router`.
declare module 'react-router' {
  export interface LoaderFunctionArgs {
    request: Request
  }
  export function redirect(url: string): Response
  export function useLoaderData<Loader extends (...args: never[]) => unknown>(): Awaited<ReturnType<Loader>>
}
declare module '@react-router/dev/routes' {
  interface Route {
    file: string
  }
  export type RouteConfig = Route[]
  export function index(file: string): Route
  export function route(path: string, file: string): Route
}
declare module '~/videos.server' {
  import type { VideoServer } from '@dailies/server'

  export const videos: VideoServer
  export function ownerOf(cookies: string): string | null
}
