/** A longer delay, or an infinite one, would stop a client for good, and overflows a timer, which then fires at once. */
const maxDelayMs = 3_600_000

/**
 * Parses the `Retry-After` delay from response headers, in milliseconds, at most an hour; returns undefined if there is
 * none.
 * `openai-poll-after-ms` and `retry-after-ms` take precedence.
 *
 * @param now current Unix time in milliseconds, for a `Retry-After` date
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  // OpenAI's SDKs use the first as the poll interval, and the second as a more precise Retry-After.
  for (const name of ['openai-poll-after-ms', 'retry-after-ms']) {
    const ms = Number(headers.get(name) ?? Number.NaN)
    if (ms > 0) return Math.min(ms, maxDelayMs)
  }
  // RFC 9110 section 10.2.3: seconds, or a date.
  const retryAfter = headers.get('retry-after')?.trim()
  if (!retryAfter) return undefined
  const seconds = Number(retryAfter)
  // `Date.parse` accepts some negative numbers.
  if (!Number.isNaN(seconds)) return seconds >= 0 ? Math.min(seconds * 1_000, maxDelayMs) : undefined
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), maxDelayMs)
}
