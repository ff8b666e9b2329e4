/** A JSON object with unknown fields. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is a JSON object, otherwise an empty object. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The value, trimmed, if it is a string that is not blank. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** Parses a Unix time in seconds. Zero means "unknown" in this API, and some servers send milliseconds. */
export function parseTime(raw: unknown): number | undefined {
  const value = typeof raw === 'string' ? Number(raw) : raw
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined
  const seconds = Math.floor(value > 1e11 ? value / 1_000 : value)
  // A value before 2001 or after 2100 is not a real time: it is a counter, or means "never".
  return seconds > 1e9 && seconds < 4.1e9 ? seconds : undefined
}

/** Parses the expiry of a file. A time before the job's creation, or more than ten years after it, is ignored. */
export function parseExpiry(raw: unknown, createdAt: number | undefined): number | undefined {
  const expiry = parseTime(raw)
  if (expiry === undefined || createdAt === undefined) return expiry
  return expiry > createdAt && expiry < createdAt + 10 * 366 * 86_400 ? expiry : undefined
}

/** Parses a progress into percent: "42%", 42 and 0.42 are the same, and 1 is one percent. */
export function parseProgress(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw.trim().replace(/%$/, '')) : raw
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const isFraction = value > 0 && value < 1 && !(typeof raw === 'string' && raw.includes('%'))
  return Math.min(100, Math.max(0, Math.floor(isFraction ? value * 100 : value)))
}

/** Parses a position in a queue: how many jobs are ahead. */
export function parseQueuePosition(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Parses a duration in seconds into the string that this API uses. */
export function parseSeconds(raw: unknown): string | undefined {
  // No other types: converting a hostile object to a string may throw.
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : ''
  const value = Number(/^(\d{1,9}(?:\.\d{1,9})?)\s*s?$/.exec(text)?.[1])
  return value > 0 ? String(value) : undefined
}
