import { VideoError } from '@dailies/core'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalTexts } from '../jobs/equal-texts'
import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { contentLink } from './to-video'
import type { ContentLink, ContentVariant } from './to-video'

/** The content URLs: plain, or signed so that they need no authentication header. */
export interface Links {
  to(mount: string): ContentLink
  /** Whether a URL has a signature, valid or not. */
  isSigned(url: Pick<URL, 'searchParams'>): boolean
  /**
   * Verifies a signed URL.
   * @throws VideoError `forbidden` if it has expired, or the signature is not of this file and owner
   */
  check(url: Pick<URL, 'searchParams'>, job: Pick<Job, 'owner' | 'video'> | null): void
}

const plainLinks: Links = { to: contentLink, isSigned: () => false, check: () => undefined }

/**
 * Creates the function that returns the content URLs of a server. Signed URLs need the store's secret: it is read at the
 * first call and cached; a failure is not cached.
 */
export function createLinks(store: Pick<Store, 'secret'>, now: () => number, isSigned: boolean): () => Promise<Links> {
  let signed: Promise<Links> | undefined
  return async () => {
    if (!isSigned) return plainLinks
    signed ??= store.secret().then(
      (secret) => signedLinks(secret, now),
      (error: unknown) => {
        signed = undefined
        throw error
      },
    )
    return signed
  }
}

/**
 * Minimum lifetime of a URL. The expiry is rounded up to a multiple of it, so that clients get the same URL for an hour
 * and can cache.
 */
const lifetimeSeconds = 3_600

/** Signed content URLs (HMAC), for apps that authenticate with a header, which `<video src>` cannot send. */
function signedLinks(secret: string, now: () => number): Links {
  const text = new TextEncoder()
  const key = text.encode(`content:${secret}`)

  function signature(owner: string, id: string, variant: string, expires: string): string {
    // With length prefixes, so that different parts never produce the same message.
    const parts = [owner, id, variant, expires].map((part) => `${part.length}:${part}`)
    // Web Crypto can only sign asynchronously, and URLs are signed synchronously while a video is serialised, for
    // example in an event stream.
    const bytes = hmac(sha256, key, text.encode(parts.join()))
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace('=', '')
  }

  return {
    to: (mount) => (job, variant) => {
      const { owner, video } = job
      const expires = String((Math.floor(now() / 1_000 / lifetimeSeconds) + 2) * lifetimeSeconds)
      const plain = contentLink(mount)(job, variant)
      const query = `expires=${expires}&signature=${signature(owner, video.id, variant, expires)}`
      return `${plain}${plain.includes('?') ? '&' : '?'}${query}`
    },
    isSigned: ({ searchParams }) => searchParams.has('signature'),
    check: ({ searchParams }, job) => {
      const variant: ContentVariant | (string & {}) = searchParams.get('variant') ?? 'video'
      const expires = searchParams.get('expires') ?? ''
      const actual = searchParams.get('signature') ?? ''
      // An unknown video takes the same time and gets the same response as a known one.
      const expected = signature(job?.owner ?? '', job?.video.id ?? '', variant, expires)
      const isValid = equalTexts(actual, expected) && job !== null
      if (isValid && Number(expires) * 1_000 > now()) return
      throw new VideoError(
        isValid
          ? 'This signed URL has expired. Retrieve the video again: its assets contain a new URL.'
          : 'This URL was not signed by this server for this file. Retrieve the video: its assets contain the URL.',
        { code: 'forbidden' },
      )
    },
  }
}
