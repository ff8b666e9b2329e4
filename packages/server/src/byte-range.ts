/** A range as asked for, before the length is known: the end is inclusive. */
export type AskedRange = { start: number; end?: number } | { suffix: number }

/** A range of a file whose length is known; both ends inclusive. */
export interface ByteRange {
  /** The first byte, from 0. */
  start: number
  /** The last byte, itself included. */
  end: number
}

/**
 * The one range of a `Range` header. Undefined, so that the header is ignored (RFC 9110 section 14.2), where there is none, its unit or
 * syntax is not known, or several are asked for.
 */
export function parseRange(header: string | null): AskedRange | undefined {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '')
  if (match === null) return undefined
  const [, first = '', last = ''] = match
  if (first === '') return last === '' ? undefined : { suffix: Number(last) }
  const start = Number(first)
  if (last === '') return { start }
  const end = Number(last)
  return end < start ? undefined : { start, end }
}

export const formatRange = (range: AskedRange): string =>
  'suffix' in range ? `bytes=-${range.suffix}` : `bytes=${range.start}-${range.end ?? ''}`

/** The range within a file of this length; undefined where it lies beyond the end. */
export function resolveRange(range: AskedRange, length: number): ByteRange | undefined {
  const start = 'suffix' in range ? Math.max(0, length - range.suffix) : range.start
  const end = 'suffix' in range ? length - 1 : Math.min(range.end ?? length - 1, length - 1)
  return start <= end ? { start, end } : undefined
}

/** A `Content-Range` header, with the whole length where it is told. */
export function parseContentRange(
  header: string | undefined,
): (ByteRange & { length: number | undefined }) | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header?.trim() ?? '')
  if (match === null) return undefined
  const [start, end] = [Number(match[1]), Number(match[2])]
  const length = match[3] === '*' ? undefined : Number(match[3])
  return end < start || (length !== undefined && end >= length) ? undefined : { start, end, length }
}
