import { expect, it } from 'vitest'
import { timeLabels } from './time-labels'

/** Selects the label for a time, like the CSS does. */
const labelAt = (locale: string, seconds: number, time: number) => {
  const labels = timeLabels(locale, seconds)
  return labels[Math.round((time / seconds) * (labels.length - 1))]
}

it.each([
  { locale: 'en', seconds: 4, time: 0, label: '0.0s' },
  { locale: 'en', seconds: 4, time: 2.94, label: '2.9s' },
  { locale: 'en', seconds: 4, time: 2.95, label: '3.0s' },
  { locale: 'en', seconds: 4, time: 4, label: '4.0s' },
  { locale: 'en', seconds: 4.04, time: 4.04, label: '4.0s' },
  { locale: 'de', seconds: 12, time: 10.5, label: '10,5 Sek.' },
  { locale: 'en', seconds: 75.5, time: 59.4, label: '0:59' },
  { locale: 'en', seconds: 75.5, time: 75.5, label: '1:15' },
  { locale: 'en', seconds: 3_700, time: 0, label: '0:00' },
  { locale: 'en', seconds: 3_700, time: 3_700, label: '1:01:40' },
])('$seconds s in $locale: the label at $time is $label', ({ locale, seconds, time, label }) => {
  expect(labelAt(locale, seconds, time)).toBe(label)
})

it('has at most 601 labels', () => {
  expect(timeLabels('en', 10 * 3_600)).toHaveLength(601)
  expect(timeLabels('en', 0)).toEqual(['0.0s'])
})
