import { formatClock, numberFormat } from '../format'

/**
 * The time labels of a video, evenly spaced from start to end: in tenths of a second, or in seconds for a minute and
 * more.
 */
export const timeLabels = (locale: string, seconds: number): string[] => {
  const rate = seconds < 60 ? 10 : 1
  // More labels than this cannot be distinguished on a screen.
  const last = Math.min(Math.floor(seconds * rate), 600)
  return Array.from({ length: last + 1 }, (_, index) => {
    const time = index * (seconds / last || 0)
    // The time is a binary fraction and may be slightly less than a full second.
    return rate > 1 ? formatSeconds(locale, time, 1) : formatClock(locale, time + 0.001)
  })
}

/** Formats seconds to a tenth: `2.9 seconds`, or `2.9s` with `minimumFractionDigits`. */
export const formatSeconds = (locale: string, time: number, minimumFractionDigits?: 1): string =>
  numberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: minimumFractionDigits ? 'narrow' : 'long',
    minimumFractionDigits,
    maximumFractionDigits: 1,
  }).format(time)
