import { numberFormat } from '../format'

/** Formats seconds to a hundredth, since a frame is 0.04: `2.96 seconds`; `narrow` to a tenth: `3.0s`. */
export const formatShotTime = (locale: string, seconds: number, unitDisplay: 'long' | 'narrow'): string =>
  numberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay,
    ...(unitDisplay === 'long' ? { maximumFractionDigits: 2 } : { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  }).format(seconds)
