import { expect, test } from 'vitest'
import { measureText } from './set-text'
import { wrapText } from './wrap-text'

const prompt = 'A paper boat drifts across a quiet lake at dusk while lanterns rise'

test.each([120, 200, 340])('no line is wider than %i pixels, and no word is lost', (width) => {
  const lines = wrapText(prompt, 10, width, 20)
  for (const line of lines) expect(measureText(line, 10)).toBeLessThanOrEqual(width)
  expect(lines.join(' ')).toBe(prompt)
})

test('what does not fit ends in an ellipsis, and stays within the lines', () => {
  const lines = wrapText(prompt.repeat(500), 10, 200, 3)
  expect(lines).toHaveLength(3)
  expect(lines[2]).toMatch(/…$/)
  expect(measureText(lines[2] ?? '', 10)).toBeLessThanOrEqual(200)
})

test('a word wider than a line is broken', () => {
  const lines = wrapText('x'.repeat(80), 10, 100, 20)
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('')).toBe('x'.repeat(80))
})

test('line breaks and runs of spaces count as one space', () => {
  expect(wrapText('one\n\n two\tthree', 10, 400, 2)).toEqual(['one two three'])
})
