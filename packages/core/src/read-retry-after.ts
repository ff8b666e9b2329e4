/**
 * How long the server asks us to wait before the next call, in milliseconds; undefined where it does not say.
 *
 * @param now Unix time in milliseconds, for a wait given as a date.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  // OpenAI's SDKs wait this long between polls.
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
