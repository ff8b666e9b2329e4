import type { Video, VideoStatus } from './video'

/** Which videos a list has. Every condition must hold; a missing or empty one always does. */
export interface VideoFilter {
  /**
   * Search terms, separated by spaces, up to 512 characters. The prompt and the title (`dailies.title`) must contain each of
   * them, in any order; case and accents make no difference.
   */
  query?: string | undefined
  /** A status, or several of which one must match. */
  status?: VideoStatus | readonly VideoStatus[] | undefined
  /** The id of a model. */
  model?: string | undefined
  /** Pairs that the metadata must all have. */
  metadata?: Readonly<Record<string, string>> | undefined
}

/** What a filter reads of a video. */
export type FilteredVideo = Pick<Video, 'prompt' | 'status' | 'model' | 'metadata'>

/**
 * Creates the function that checks a video against a filter; undefined if every video matches. The server and the page
 * use the same one, so that a page knows whether a changed video still belongs to a filtered list.
 */
export function createVideoMatcher({
  query = '',
  status = [],
  model = '',
  metadata = {},
}: VideoFilter): ((video: FilteredVideo) => boolean) | undefined {
  const terms = foldCase(query).split(/\s+/).filter(Boolean)
  const statuses: readonly VideoStatus[] = typeof status === 'string' ? [status] : status
  const pairs = Object.entries(metadata)
  if (terms.length + statuses.length + pairs.length === 0 && model === '') return undefined
  return (video) => {
    if (statuses.length > 0 && !statuses.includes(video.status)) return false
    if (model !== '' && video.model !== model) return false
    const own = video.metadata ?? {}
    if (!pairs.every(([key, value]) => Object.hasOwn(own, key) && own[key] === value)) return false
    if (terms.length === 0) return true
    const text = foldCase(`${own['dailies.title'] ?? ''}\n${video.prompt ?? ''}`)
    return terms.every((term) => text.includes(term))
  }
}

/**
 * Text without the differences that a search ignores: case, the accents of Latin, Greek and Cyrillic, and compatibility
 * forms such as ligatures and full-width letters. Upper case comes last, because it has one form where lower case has
 * several: ß is SS, and both sigmas are Σ. Marks that make another letter, such as those of kana, are kept.
 */
const foldCase = (text: string): string =>
  isASCII.test(text)
    ? text.toUpperCase()
    : text
        .normalize('NFKD')
        .replaceAll(/[\u0300-\u036f]/g, '')
        .toLowerCase()
        .toUpperCase()
        .normalize('NFC')

/** Most text is ASCII, which needs no tables of Unicode. */
const isASCII = /^[\t\n\r -~]*$/
