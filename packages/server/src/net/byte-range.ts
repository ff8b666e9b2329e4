/** A range as requested, before the length of the file is known; the end is inclusive. */
export type RequestedRange = { start: number; end?: number } | { suffix: number }

/** A byte range within a file of known length, as of an HTTP range request; both ends are inclusive. */
export interface ByteRange {
  /** The first byte, from 0. */
  start: number
  /** The last byte, inclusive. */
  end: number
}

/**
 * Parses a `Range` header. Returns undefined, so that the header is ignored (RFC 9110 section 14.2), if it is missing,
 * has another unit or an invalid syntax, or requests several ranges.
 */
export function parseRange(header: string | null): RequestedRange | undefined {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '')
  if (match === null) return undefined
  const [, first = '', last = ''] = match
  if (first === '') return last === '' ? undefined : { suffix: Number(last) }
  const start = Number(first)
  if (last === '') return { start }
  const end = Number(last)
  return end < start ? undefined : { start, end }
}

export const formatRange = (range: RequestedRange): string =>
  'suffix' in range ? `bytes=-${range.suffix}` : `bytes=${range.start}-${range.end ?? ''}`

/** Resolves a requested range against the length of a file; undefined if it starts after the end. */
export function resolveRange(range: RequestedRange, length: number): ByteRange | undefined {
  const start = 'suffix' in range ? Math.max(0, length - range.suffix) : range.start
  const end = 'suffix' in range ? length - 1 : Math.min(range.end ?? length - 1, length - 1)
  return start <= end ? { start, end } : undefined
}

/** Parses a `Content-Range` header; `length` is undefined if the header has `*`. */
export function parseContentRange(
  header: string | undefined,
): (ByteRange & { length: number | undefined }) | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header?.trim() ?? '')
  if (match === null) return undefined
  const [start, end] = [Number(match[1]), Number(match[2])]
  const length = match[3] === '*' ? undefined : Number(match[3])
  return end < start || (length !== undefined && end >= length) ? undefined : { start, end, length }
}
