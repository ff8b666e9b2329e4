export {
  formatClock,
  formatDate,
  formatLength,
  formatLengthRange,
  formatNumber,
  formatPercent,
  formatPrice,
  formatPriceDifference,
  formatTime,
} from './format'
export { numberFormat, pluralRules } from './intl'
export { formatSize } from './size'
export { parseSize } from '@dailies/core'
export type { PixelSize as Pixels } from '@dailies/core'
