import type { VideoFailure } from '@dailies/core'
import { sanitizeFailure } from '../upstream/sanitize-error'

/** A failure in the words of a package. */
export interface ReadFailure {
  failure: VideoFailure
  /** It may be an error of a request that the package reports as the end of the job. */
  mayBeTransient: boolean
}

/** Reasons that are certainly about the job, with the code that the components know. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/moderat|content.?polic|safety|nsfw|sensitive|prohibited/i, 'moderation_blocked'],
  [/\bcancell?ed\b/i, 'cancelled'],
  [/\bexpired\b/i, 'expired'],
]

/**
 * Words of a request that failed. `@ai-sdk/fal` reports every error status of a poll as the end of the job, with no more than
 * its status text, which HTTP/2 does not have.
 */
const transport =
  /^\s*$|unavailable|bad gateway|gateway time-?out|internal (?:server )?error|overloaded|rate limit|timed? ?-?out|cannot connect|fetch failed|failed to process|invalid json|socket|network|\bE(?:CONN\w+|PIPE|TIMEDOUT)\b/i

/** Status texts of requests that say nothing about the job. */
const statusTexts: Readonly<Record<string, number>> = {
  Unauthorized: 401,
  'Payment Required': 402,
  Forbidden: 403,
  'Not Found': 404,
  'Too Many Requests': 429,
}

/** The HTTP status that a package reports as the end of a job; undefined if it reports something else. */
export const statusOfText = (error: string): number | undefined => statusTexts[error.trim()]

const unexplained =
  'The video service ended this job without a video. Its content may have been blocked, or a setting is not valid. Change the prompt or the settings.'

/**
 * Reads the reason of a failed job.
 *
 * @param ids of the job at the provider, which are removed like the secrets
 */
export function readFailure(error: string, secrets: readonly string[], ids: readonly string[]): ReadFailure {
  const [, code] = reasons.find(([pattern]) => pattern.test(error)) ?? []
  // Some packages append the whole response, others no more than a status text.
  const isUseless = /[{[]"|^(?:Unprocessable (?:Entity|Content)|Bad Request)$/.test(error)
  const text = error.replaceAll(/\(?\b(?:task|request|operation) id:? \S+/gi, '').trim()
  return {
    failure: sanitizeFailure({ ...(code !== undefined && { code }), message: isUseless ? unexplained : text }, [
      ...secrets,
      ...ids,
    ]),
    mayBeTransient: code === undefined && transport.test(error),
  }
}
