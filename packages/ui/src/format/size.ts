import { readSize } from '@dailies/core'
import { numberFormat } from './intl'

/** `1280 × 720`, isolated so that right-to-left text around it does not turn it about. */
export const formatSize = (locale: string, size: string): string => {
  const pixels = readSize(size)
  const { format } = numberFormat(locale, { useGrouping: false })
  return pixels ? `\u2066${format(pixels.width)} × ${format(pixels.height)}\u2069` : size
}
