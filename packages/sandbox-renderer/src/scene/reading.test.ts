import { expect, test } from 'vitest'
import { readPrompts } from './reading'

test.each([
  ['A fishing boat off the coast at sunset', { setting: 'sea', palette: 'dusk', subjects: ['boat'] }],
  ['Neon city street at night in the rain', { setting: 'city', palette: 'night', weather: 'rain' }],
  ['A fox in the forest, heavy snow', { setting: 'forest', palette: 'frost', weather: 'snow' }],
  ['Wüste im Morgenlicht', { setting: 'desert', palette: 'dawn' }],
  ['Close-up of hands folding paper by lamp light', { setting: 'lights', palette: 'amber' }],
  ['A cabin below the mountains, hot air balloon', { setting: 'mountains', subjects: ['house', 'balloon'] }],
])('"%s" sets its scene', (prompt, expected) => {
  expect(readPrompts(1, [prompt])).toMatchObject(expected)
})

test('a prompt that names no place gets one by its seed, always the same', () => {
  const readings = Array.from({ length: 20 }, (_, seed) => readPrompts(seed, ['An astronaut waits']))
  expect(new Set(readings.map(({ setting }) => setting)).size).toBeGreaterThan(2)
  expect(readPrompts(5, ['An astronaut waits'])).toEqual(readings[5])
})

test('a change keeps the place and what was there, and adds what it names', () => {
  expect(readPrompts(1, ['A boat on the sea at noon', 'Make it night', 'Add a lighthouse'])).toMatchObject({
    setting: 'sea',
    palette: 'night',
    subjects: ['boat', 'lighthouse'],
  })
})

test('a word inside another word is not read', () => {
  expect(readPrompts(1, ['Research on rotating birdcages']).subjects).toEqual([])
})
