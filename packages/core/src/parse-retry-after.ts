/**
 * Parses the `Retry-After` delay from response headers, in milliseconds; returns undefined if there is none.
 * `openai-poll-after-ms` takes precedence.
 *
 * @param now current Unix time in milliseconds, for a `Retry-After` date
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  // OpenAI's SDKs use this header as the poll interval.
  const pollAfterMs = Number(headers.get('openai-poll-after-ms') ?? Number.NaN)
  if (pollAfterMs >= 0) return pollAfterMs
  // RFC 9110 section 10.2.3: seconds, or a date.
  const retryAfter = headers.get('retry-after')?.trim()
  if (!retryAfter) return undefined
  const seconds = Number(retryAfter)
  if (seconds >= 0) return seconds * 1_000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
