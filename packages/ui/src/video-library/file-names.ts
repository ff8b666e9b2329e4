import type { Video } from '@dailies/core'
import { titleOf } from './library-query'

const extensions: Record<string, string> = { 'video/webm': 'webm', 'video/quicktime': 'mov' }
const maxCharacters = 60

/** The title or prompt as a file name that every file system accepts, like the server's name of a single download. */
const readable = (title: string): string =>
  [...title.replaceAll(/[\p{C}"*/:<>?\\|%]+/gu, ' ').replaceAll(/\s+/g, ' ')]
    .slice(0, maxCharacters)
    .join('')
    .replaceAll(/^[-.\s]+|[-.\s]+$/g, '')

/** Names files after their videos. Takes of one prompt get numbers, also where file systems ignore case. */
export function createFileNames(): (video: Video, contentType: string | null) => string {
  const taken = new Set<string>()
  return (video, contentType) => {
    const name = readable(titleOf(video) ?? '') || 'video'
    const extension = extensions[contentType?.split(';')[0] ?? ''] ?? 'mp4'
    let unique = `${name}.${extension}`
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count}).${extension}`
    taken.add(unique.toLowerCase())
    return unique
  }
}
