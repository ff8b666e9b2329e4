import { expect, test } from 'vitest'
import { readPrompts } from './reading'

test.each([
  ['A fishing boat off the coast at sunset', { setting: 'sea', palette: 'dusk', subjects: ['boat'] }],
  ['Neon city street at night in the rain', { setting: 'city', palette: 'night', weather: 'rain' }],
  ['A fox in the forest, heavy snow', { setting: 'forest', palette: 'frost', weather: 'snow' }],
  ['Wüste im Morgenlicht', { setting: 'desert', palette: 'dawn' }],
  ['Close-up of hands folding paper by lamp light', { setting: 'lights', palette: 'amber' }],
  ['A cabin below the mountains, hot air balloon', { setting: 'mountains', subjects: ['house', 'balloon'] }],
  ['A cup of coffee on a wooden table', { motif: 'coffee' }],
  ['A steam train in the mountains at dawn', { motif: 'train', setting: 'mountains', palette: 'dawn' }],
  ['A street market at night, lanterns', { motif: 'market', palette: 'night' }],
  ['A black cat on a window sill', { motif: 'cat', colour: '#33313a' }],
  ['A bright red vintage car on a desert road at sunset', { motif: 'car', colour: '#c8412f', palette: 'dusk' }],
  ['Ein Zug in den Alpen', { motif: 'train', setting: 'mountains' }],
  ['A caravan of cards', { motif: undefined }],
  ['Close-up of a paper boat in a rain gutter', { setting: 'sea', subjects: ['boat'] }],
  ['A red lamp on a desk', { motif: 'lamp', colour: '#c8412f' }],
  [
    'A lighthouse on a cliff at dusk, warm light from the lamp',
    { motif: undefined, setting: 'sea', subjects: ['lighthouse'] },
  ],
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
