import { isVideoError, type Video, type VideosClient } from '@dailies/core'
import { makeZip } from 'client-zip'
import { holdConnection } from '../playback'
import { createFileNames } from './file-names'

export { openTarget } from './save-stream'

export interface ZipOptions {
  client: VideosClient
  signal: AbortSignal
  /** Called when a file begins, with the number of those before it. */
  onProgress(done: number): void
  /** Called for a video whose file cannot be read. The others go on. */
  onMissing(video: Video, error: unknown): void
}

/**
 * The files of videos as one ZIP. They are read one after the other, as the ZIP is read, so that none is in memory as a
 * whole and only one connection is in use. The stream fails if no file can be read, or if one breaks off.
 */
export function zipVideos(videos: readonly Video[], options: ZipOptions): ReadableStream<Uint8Array> {
  return makeZip(filesOf(videos, options))
}

async function* filesOf(videos: readonly Video[], { client, signal, onProgress, onMissing }: ZipOptions) {
  const nameOf = createFileNames()
  let found = 0
  let failure: unknown
  for (const [index, video] of videos.entries()) {
    signal.throwIfAborted()
    onProgress(index)
    const endConnection = holdConnection()
    try {
      const input = await client.content(video.id, 'video', { redirect: false, signal })
      found += 1
      const name = nameOf(video, input.headers.get('content-type'))
      yield { name, input, lastModified: new Date((video.completed_at ?? video.created_at) * 1_000) }
    } catch (error) {
      if (signal.aborted || !isVideoError(error)) throw error
      failure = error
      onMissing(video, error)
    } finally {
      endConnection()
    }
  }
  if (found === 0) throw failure
}
