import { formatClock, numberFormat } from '../format'

/** The words for the moments of a film, evenly from its start to its end: tenths of a second, from a minute on seconds. */
export const momentsOf = (locale: string, seconds: number): string[] => {
  const rate = seconds < 60 ? 10 : 1
  // More than these could not be told apart on a screen.
  const last = Math.min(Math.floor(seconds * rate), 600)
  return Array.from({ length: last + 1 }, (_, index) => {
    const time = index * (seconds / last || 0)
    // A moment is a binary fraction and may fall a hair short of its second.
    return rate > 1 ? formatSeconds(locale, time, 1) : formatClock(locale, time + 0.001)
  })
}

/** Seconds to a tenth: in words, or with digits as a sign. */
export const formatSeconds = (locale: string, time: number, minimumFractionDigits?: 1): string =>
  numberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: minimumFractionDigits ? 'narrow' : 'long',
    minimumFractionDigits,
    maximumFractionDigits: 1,
  }).format(time)
