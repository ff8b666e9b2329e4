import { describe, expect, it } from 'vitest'
import { formatClock, formatLength, formatLengthRange, formatPercent, formatPrice } from './format'
import { formatSize } from './size'

describe('a price', () => {
  it('is formatted for the locale', () => {
    expect(formatPrice('en', 0.4, 'USD')).toBe('\u2066$0.40\u2069')
    expect(formatPrice('de', 0.4, 'USD')).toBe('\u20660,40\u00a0$\u2069')
  })

  it('has the narrow currency symbol, and is isolated from right-to-left text', () => {
    expect(formatPrice('en-CA', 0.4, 'USD')).toBe('\u2066$0.40\u2069')
    expect(formatPrice('ar', 0.4, 'USD')).toBe('\u2066\u200f0.40\u00a0US$\u2069')
  })
})

it('formats a percentage for the locale', () => {
  expect(formatPercent('en', 42.4)).toBe('42%')
  expect(formatPercent('de', 42)).toBe('42\u00a0%')
  expect(formatPercent('ar-EG', 42)).toContain('٤٢')
})

describe('a length', () => {
  it('is in seconds below a minute', () => {
    expect(formatLength('en', 8)).toBe('8 sec')
  })

  it('range uses one unit for both ends, and never starts at zero', () => {
    expect(formatLengthRange('en', { from: 50, to: 110 })).toBe('1–2 min')
    expect(formatLengthRange('en', { from: 0, to: 40 })).toBe('1–40 sec')
  })
})

describe('a position in a video', () => {
  it('is written as minutes and two digits of seconds', () => {
    expect(formatClock('en', 64.9)).toBe('1:04')
    expect(formatClock('en', 3729)).toBe('1:02:09')
    expect(formatClock('en', 3599.9)).toBe('59:59')
  })

  it('has tenths on request, never rounded up', () => {
    expect(formatClock('en', 4, 1)).toBe('0:04.0')
    expect(formatClock('de', 59.97, 1)).toBe('0:59,9')
  })
})

describe('a size', () => {
  it('is written without digit grouping, and isolated from right-to-left text', () => {
    expect(formatSize('de', '1920x1080')).toBe('\u20661920 × 1080\u2069')
  })
})
