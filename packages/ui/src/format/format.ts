import { dateFormat, numberFormat } from './intl'

/** Formats a number for a locale. */
export const formatNumber = (locale: string, value: number): string => numberFormat(locale).format(value)

/** Formats a percentage for a locale, without decimals. @param percent 0 to 100 */
export const formatPercent = (locale: string, percent: number): string =>
  numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100)

/** Formats a price, isolated so that surrounding right-to-left text does not reorder it. @param currency ISO 4217 */
export const formatPrice = (locale: string, amount: number, currency: string): string =>
  `\u2066${numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount)}\u2069`

/** Formats a difference of prices with its sign, such as `+$0.40`, isolated like a price. */
export const formatPriceDifference = (locale: string, amount: number, currency: string): string =>
  `\u2066${numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', signDisplay: 'always' }).format(amount)}\u2069`

/** Formats a duration, such as `8 sec`; from one minute on in minutes. @param seconds at least 0 */
export const formatLength = (locale: string, seconds: number): string =>
  seconds < 60
    ? numberFormat(locale, unit('second')).format(Math.round(seconds))
    : numberFormat(locale, unit('minute')).format(Math.round(seconds / 60))

/** Formats a range of durations in one unit, such as `1–2 min`. Both ends are in seconds. */
export const formatLengthRange = (locale: string, { from, to }: { from: number; to: number }): string => {
  const inMinutes = to >= 90
  const scale = inMinutes ? 60 : 1
  const low = Math.max(1, Math.floor(from / scale))
  const high = Math.max(low, Math.ceil(to / scale))
  const format = numberFormat(locale, unit(inMinutes ? 'minute' : 'second'))
  return low === high ? format.format(low) : format.formatRange(low, high)
}

/**
 * Formats a position in a video as clock time, such as `0:04` or `1:02:09`, and `0:04.2` with tenths.
 *
 * @param seconds at least 0
 */
export const formatClock = (locale: string, seconds: number, tenths: 0 | 1 = 0): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .slice(seconds < 3600 ? 1 : 0)
    .map((part, index, { length }) => {
      const fraction = index === length - 1 ? tenths : 0
      const format = { minimumIntegerDigits: index > 0 ? 2 : 1, minimumFractionDigits: fraction }
      return numberFormat(locale, format).format(Math.floor(part * 10 ** fraction) / 10 ** fraction)
    })
    .join(':')

/** Formats the time of day for a locale. @param at Unix seconds */
export const formatTime = (locale: string, at: number): string =>
  dateFormat(locale, { timeStyle: 'short' }).format(at * 1000)

/** Formats date and time for a locale. @param at Unix seconds */
export const formatDate = (locale: string, at: number): string =>
  dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at * 1000)

const unit = (name: 'second' | 'minute'): Intl.NumberFormatOptions => ({
  style: 'unit',
  unit: name,
  unitDisplay: 'short',
})
