import { VideoError } from '@dailies/core'
import { fileFetch } from '../net/file-fetch'
import { publicAddressFetch } from '../net/public-address-fetch'
import { anything, callback, checkOptions, texts } from '../options'
import type { OptionKinds } from '../options'
import type { UpstreamContent } from '../upstream/upstream'
import { authenticatedFetch } from './authenticated-fetch'
import { toVideoError } from './call-error'
import { withoutSecrets } from './keyed-url'
import { networkOptionKinds, resolveNetworkOptions } from './network-options'
import type { UpstreamNetworkOptions } from './network-options'
import { openLocation } from './open-location'
import type { FileRequest, InlineVideo } from './open-location'

/** The only origin that receives the key. */
export interface KeyedOrigin {
  /** Scheme, host and port. */
  origin: string
  /** The headers with the key. */
  headers: Readonly<Record<string, string>>
}

/** Options of {@link createFileClient}. */
export interface FileClientOptions extends UpstreamNetworkOptions {
  /** Texts that no error message, log or file URL may contain: the key. */
  secrets: readonly string[]
  /** Where files need the key. @default nowhere */
  keyed?: KeyedOrigin | undefined
  /** Whether an error status and its text say that a file does not exist. @default a 404 */
  isMissingFile?: ((status: number, text: string) => boolean) | undefined
}

const fileClientOptionKinds: OptionKinds<FileClientOptions> = {
  ...networkOptionKinds,
  secrets: texts,
  keyed: anything,
  isMissingFile: callback,
}

/**
 * Fetches a file that a response named.
 *
 * @param location its URL, or the file itself
 * @throws VideoError as `content` of an upstream does
 */
export type FileClient = (
  location: string | { base64: string } | InlineVideo,
  request: FileRequest,
) => Promise<UpstreamContent>

/**
 * Creates a client for the files of a provider. It connects to public addresses only, unless the origin is trusted, checks
 * every redirect alike, sends the key to its own origin only, detects the content type from the first bytes, and limits
 * size and time.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 */
export function createFileClient(options: FileClientOptions): FileClient {
  checkOptions('createFileClient', options, fileClientOptionKinds, ['secrets'])
  const { secrets, keyed, isMissingFile } = options
  const { fetch: platformFetch, now, ...limits } = resolveNetworkOptions(options)
  const fetch = options.fetch ?? fileFetch(platformFetch)
  const origin = keyed?.origin ?? noOrigin
  const sendWithKey = authenticatedFetch({ fetch, origin, secrets })
  const fetchPublic = publicAddressFetch()
  return (location, request) =>
    openLocation(typeof location === 'string' ? { url: withoutSecrets(location, secrets) } : location, request, {
      ...limits,
      origin,
      baseURL: keyed === undefined ? noBase : `${origin}/`,
      fetch,
      publicAddressFetch: fetchPublic,
      authenticatedFetch: (url, { headers, signal }) =>
        sendWithKey(url, { headers: { ...keyed?.headers, ...headers }, signal }),
      acquireInlineSlot: noInlineVideo,
      isMissingFile,
    }).catch((error: unknown) => {
      throw toVideoError(error, { now: now(), secrets })
    })
}

/** No URL has this origin, and no relative URL can be resolved against this base. */
const [noOrigin, noBase] = ['none', 'about:blank']

/** A file is never JSON with a video in it. */
const noInlineVideo = async (): Promise<never> => {
  throw new VideoError('The URL that the video service returned is not a video file. Try again later.', {
    code: 'upstream_failed',
  })
}
