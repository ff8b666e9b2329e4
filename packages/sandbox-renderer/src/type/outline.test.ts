import { expect, test } from 'vitest'
import { outlineOf } from './outline'

const substitute = JSON.stringify(outlineOf('\u{1F3AC}').segments)

test('every printable character of Latin-1 has a shape of its own', () => {
  const characters = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    /[\p{L}\p{N}\p{P}$+<=>^`|~¢£¥©¬®°±×÷]/u.test(character),
  )
  const shapes = new Map(characters.map((character) => [character, JSON.stringify(outlineOf(character))]))
  expect(characters.filter((character) => JSON.stringify(outlineOf(character).segments) === substitute)).toEqual([])
  expect(new Set(shapes.values()).size).toBeGreaterThanOrEqual(characters.length - 3)
})

test.each(['ş', 'č', 'ž', 'ő', 'ğ', 'ą', 'ė', 'Ł', 'œ', '“', '…', '€'])(
  '%s, beyond Latin-1, is drawn too',
  (character) => {
    expect(JSON.stringify(outlineOf(character).segments)).not.toBe(substitute)
  },
)

test('what the face lacks is drawn as a frame, not left out', () => {
  expect(outlineOf('日').segments.length).toBeGreaterThan(4)
  expect(outlineOf('日').advance).toBeGreaterThan(5)
})

test('an accent sits above its letter, higher on a capital, and takes the dot of an i', () => {
  const top = (character: string): number =>
    Math.max(...outlineOf(character).segments.flatMap(([, y1, , y2]) => [y1, y2]))
  expect(top('é')).toBeGreaterThan(top('e'))
  expect(top('É')).toBeGreaterThan(top('é'))
  expect(outlineOf('í').segments.length).toBe(outlineOf('ı').segments.length + 1)
})
