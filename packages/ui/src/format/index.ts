export {
  formatClock,
  formatDate,
  formatLength,
  formatLengthRange,
  formatNumber,
  formatPercent,
  formatPrice,
  formatTime,
} from './format'
export { dateFormat, numberFormat, pluralRules } from './intl'
export { formatSize, parseSize } from './size'
export type { Pixels } from './size'
