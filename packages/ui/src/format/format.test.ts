import { describe, expect, it } from 'vitest'
import { formatClock, formatLength, formatLengthRange, formatPercent, formatPrice } from './format'
import { formatSize } from './size'

describe('a price', () => {
  it('is written as the locale writes it', () => {
    expect(formatPrice('en', 0.4, 'USD')).toBe('\u2066$0.40\u2069')
    expect(formatPrice('de', 0.4, 'USD')).toBe('\u20660,40\u00a0$\u2069')
  })

  it('has the short sign, and is kept in order within right-to-left text', () => {
    expect(formatPrice('en-CA', 0.4, 'USD')).toBe('\u2066$0.40\u2069')
    expect(formatPrice('ar', 0.4, 'USD')).toBe('\u2066\u200f0.40\u00a0US$\u2069')
  })
})

it('a percentage is written as the locale writes it', () => {
  expect(formatPercent('en', 42.4)).toBe('42%')
  expect(formatPercent('de', 42)).toBe('42\u00a0%')
  expect(formatPercent('ar-EG', 42)).toContain('٤٢')
})

describe('a length', () => {
  it('is in seconds below a minute', () => {
    expect(formatLength('en', 8)).toBe('8 sec')
  })

  it('as a range is in one unit, and never begins at nothing', () => {
    expect(formatLengthRange('en', { from: 50, to: 110 })).toBe('1–2 min')
    expect(formatLengthRange('en', { from: 0, to: 40 })).toBe('1–40 sec')
  })
})

describe('a place in a video', () => {
  it('has minutes and two digits of seconds', () => {
    expect(formatClock('en', 64.9)).toBe('1:04')
    expect(formatClock('en', 3729)).toBe('1:02:09')
    expect(formatClock('en', 3599.9)).toBe('59:59')
  })
})

describe('a size', () => {
  it('is written without grouping, and kept in order within right-to-left text', () => {
    expect(formatSize('de', '1920x1080')).toBe('\u20661920 × 1080\u2069')
  })
})
