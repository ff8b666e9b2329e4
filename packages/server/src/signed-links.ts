import { VideoError } from '@dailies/core'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Links } from './links'
import { contentLink } from './to-video'
import type { ContentVariant } from './to-video'

/** A URL serves at least so long, in seconds; its end is rounded up to a multiple of it, so that a page sees one URL for an hour. */
const lifetime = 3_600

/** URLs that carry their own right, for apps that authenticate by a header, which `<video src>` cannot send. */
export function signedLinks(secret: string, now: () => number): Links {
  const text = new TextEncoder()
  const key = text.encode(`content:${secret}`)

  function signature(owner: string, id: string, variant: string, expires: string): string {
    // Lengths first, so that no two different lists of parts make the same message.
    const parts = [owner, id, variant, expires].map((part) => `${part.length}:${part}`)
    // Web Crypto signs asynchronously only, and a URL is signed wherever a video is told, within a stream of events too.
    const bytes = hmac(sha256, key, text.encode(parts.join()))
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace('=', '')
  }

  return {
    to: (mount) => (job, variant) => {
      const { owner, video } = job
      const expires = String((Math.floor(now() / 1_000 / lifetime) + 2) * lifetime)
      const plain = contentLink(mount)(job, variant)
      const query = `expires=${expires}&signature=${signature(owner, video.id, variant, expires)}`
      return `${plain}${plain.includes('?') ? '&' : '?'}${query}`
    },
    isSigned: ({ searchParams }) => searchParams.has('signature'),
    check: ({ searchParams }, job) => {
      const variant: ContentVariant | (string & {}) = searchParams.get('variant') ?? 'video'
      const expires = searchParams.get('expires') ?? ''
      const given = searchParams.get('signature') ?? ''
      // An unknown video costs as much as a known one, and is answered the same.
      const right = signature(job?.owner ?? '', job?.video.id ?? '', variant, expires)
      const isRight = equal(given, right) && job !== null
      if (isRight && Number(expires) * 1_000 > now()) return
      throw new VideoError(
        isRight
          ? 'This address of a file has expired. Ask for the video again: its assets name a fresh one.'
          : 'This address of a file was not signed by this server. Ask for the video: its assets name the right one.',
        { code: 'forbidden' },
      )
    },
  }
}

/** Takes as long whether the first or the last character differs. */
function equal(given: string, right: string): boolean {
  let differences = given.length ^ right.length
  for (let index = 0; index < right.length; index += 1) {
    differences |= (given.charCodeAt(index) || 0) ^ right.charCodeAt(index)
  }
  return differences === 0
}
