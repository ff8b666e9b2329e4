import { expect, test } from 'vitest'
import { createFrame } from '../frame'
import type { Frame } from '../frame'
import { createScene } from './scene'
import type { SceneRequest } from './scene'

const request: SceneRequest = { seed: 3, width: 320, height: 192, seconds: 4, prompts: ['A boat on the sea at dusk'] }

function drawn(at: number, changes: Partial<SceneRequest> = {}): Frame {
  const frame = createFrame(changes.width ?? request.width, changes.height ?? request.height)
  createScene({ ...request, ...changes }).draw(frame, at)
  return frame
}

/** The mean difference of brightness in a part of the picture, in steps of 8 bits. */
function difference(one: Frame, other: Frame, fromRow = 0, toRow = one.height): number {
  let sum = 0
  for (let place = fromRow * one.width; place < toRow * one.width; place += 1) {
    sum += Math.abs((one.y[place] ?? 0) - (other.y[place] ?? 0))
  }
  return sum / ((toRow - fromRow) * one.width)
}

test('a moment looks the same however one comes to it', () => {
  const scene = createScene(request)
  const frame = createFrame(request.width, request.height)
  for (const moment of [3, 0, 1.5]) scene.draw(frame, moment)
  expect(Buffer.from(frame.bytes).equals(drawn(1.5).bytes)).toBe(true)
})

test.each([
  'a calm sea',
  'a city at night',
  'a forest in the snow',
  'dunes',
  'mountains',
  'green hills',
  'close-up of a hand',
])('every picture of "%s" differs from the one before it', (prompt) => {
  const scene = createScene({ ...request, prompts: [prompt] })
  const frame = createFrame(request.width, request.height)
  const pictures = Array.from({ length: 96 }, (_, index) => {
    scene.draw(frame, index / 24)
    return Buffer.from(frame.bytes).toString('base64')
  })
  expect(new Set(pictures).size).toBe(96)
})

test.each([
  [720, 1280],
  [1280, 720],
  [1024, 1792],
  [1920, 1080],
  [192, 320],
])('a scene fills %i by %i to its last pixel', (width, height) => {
  const frame = drawn(2, { width, height })
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((place) => frame.y[place] ?? 0)
  expect(Math.min(...corners)).toBeGreaterThanOrEqual(16)
  expect(frame.y.reduce((highest, luma) => Math.max(highest, luma), 0)).toBeLessThanOrEqual(235)
})

test('a remix keeps the composition and changes the light', () => {
  const [first] = request.prompts
  const original = drawn(1)
  const remixed = drawn(1, { prompts: [first, 'Make it night'] })
  const unrelated = drawn(1, { seed: 4, prompts: [first, 'Make it night'] })
  expect(difference(original, remixed)).toBeGreaterThan(12)
  expect(likeness(original, remixed)).toBeGreaterThan(0.6)
  expect(likeness(original, unrelated)).toBeLessThan(0.4)
})

test('a remix whose words name nothing that can be shown is still another picture', () => {
  const [first] = request.prompts
  expect(difference(drawn(1), drawn(1, { prompts: [first, 'qwertz'] }), 0, 110)).toBeGreaterThan(3)
})

test('a remix says what it came from', () => {
  const [first] = request.prompts
  const bottom: [number, number] = [120, 192]
  const one = drawn(1, { prompts: [first, 'Make it night'] })
  const other = drawn(1, { prompts: [first, 'Make it night', 'Make it night'] })
  expect(difference(one, other, ...bottom)).toBeGreaterThan(0.3)
  expect(difference(one, other, 0, 100)).toBe(0)
})

test('a reference picture is the first frame to the last byte, and then dissolves', () => {
  const reference = createFrame(request.width, request.height)
  reference.bytes.fill(90)
  const at = (seconds: number) => drawn(seconds, { reference })
  expect(Buffer.from(at(0).bytes).equals(reference.bytes)).toBe(true)
  expect(difference(at(0.2), reference, 0, 100)).toBeLessThan(difference(at(0.8), reference, 0, 100))
  expect(difference(at(2), drawn(2))).toBe(0)
})

/** How much the outlines of two pictures agree, 0 to 1: the correlation of their steps from row to row. */
function likeness(one: Frame, other: Frame): number {
  let product = 0
  let squareOfOne = 0
  let squareOfOther = 0
  for (let place = 90 * one.width; place < 150 * one.width; place += 1) {
    const [a, b] = [one, other].map(({ y, width }) => Math.abs((y[place + width] ?? 0) - (y[place] ?? 0)))
    product += (a ?? 0) * (b ?? 0)
    squareOfOne += (a ?? 0) ** 2
    squareOfOther += (b ?? 0) ** 2
  }
  return product / Math.sqrt(squareOfOne * squareOfOther)
}
