import { VideoError } from '@dailies/core'
import { createFileClient } from '../upstream-client/file-client'
import type { FileClient } from '../upstream-client/file-client'
import { pickNetworkOptions } from '../upstream-client/network-options'
import type { UpstreamNetworkOptions } from '../upstream-client/network-options'
import { isMissing } from '../upstream-client/open-location'
import type { FileRequest } from '../upstream-client/open-location'
import { sanitizeMessage } from '../upstream/sanitize-error'
import type { UpstreamContent } from '../upstream/upstream'
import type { AiSdkVideo } from './video-model'

/** Opens the file of a finished video. */
export type OpenVideo = (video: AiSdkVideo, request: FileRequest) => Promise<UpstreamContent>

/**
 * Creates the function that fetches files. A URL is fetched as it is, also with the key in it: without it the provider
 * would not serve the file. So neither the URL nor an error about it leaves this module.
 */
export function createOpenVideo(options: UpstreamNetworkOptions, secrets: readonly string[]): OpenVideo {
  const fetchFile = createFileClient({ ...pickNetworkOptions(options), secrets: [], isMissingFile })
  return async (video, request) => {
    try {
      return await fetchFile(locationOf(video), request)
    } catch (error) {
      const { code, status, retryAfter, message } = error as VideoError
      throw new VideoError(sanitizeMessage(message, secrets) ?? 'The file could not be fetched. Try again later.', {
        code,
        status,
        retryAfter,
      })
    }
  }
}

/** The URL is the newest one, so that one whose time is over has no file behind it any more; Google says 403. */
const isMissingFile = (status: number, text: string): boolean =>
  isMissing(status, text) || (status === 403 && /may not exist|has expired/i.test(text))

/** @throws VideoError `unsupported` if the file is where only the operator can fetch it */
function locationOf(video: AiSdkVideo): Parameters<FileClient>[0] {
  if (video.type === 'base64') return { base64: video.data }
  if (video.type === 'binary') return { bytes: video.data }
  if (video.type === 'url') {
    const [, base64] = /^data:[^,]*;base64,(.*)$/s.exec(video.url) ?? []
    if (base64 !== undefined) return { base64 }
    if (!video.url.startsWith('gs:')) return video.url
  }
  throw new VideoError(
    'The provider keeps this video in a storage of its own. The operator must let it return a URL or the bytes.',
    { code: 'unsupported' },
  )
}
