import { sandboxModels } from '@dailies/sandbox/models'
import { expect, test } from 'vitest'
import { createFrame } from '../frame'
import type { Frame } from '../frame'
import { nodeEnvironment } from '../node/node-environment'
import { createScene } from './scene'
import type { SceneRequest } from './scene'

const { drawSvg } = nodeEnvironment
const request: SceneRequest = {
  drawSvg,
  seed: 3,
  width: 320,
  height: 192,
  seconds: 4,
  prompts: ['A boat on the sea at dusk'],
}

async function drawn(at: number, changes: Partial<SceneRequest> = {}): Promise<Frame> {
  const frame = createFrame(changes.width ?? request.width, changes.height ?? request.height)
  const scene = await createScene({ ...request, ...changes })
  scene.draw(frame, at)
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

test('a moment looks the same however one comes to it', async () => {
  const scene = await createScene(request)
  const frame = createFrame(request.width, request.height)
  for (const moment of [3, 0, 1.5]) scene.draw(frame, moment)
  expect(Buffer.from(frame.bytes).equals((await drawn(1.5)).bytes)).toBe(true)
})

test.each([
  'a calm sea',
  'a city at night',
  'a forest in the snow',
  'dunes',
  'mountains',
  'green hills',
  'close-up of a hand',
  'a cup of coffee',
  'a cat',
  'a train',
  'a street market',
  'a red car on a desert road',
  'a car at night in the city',
])('every picture of "%s" differs from the one before it', async (prompt) => {
  const scene = await createScene({ ...request, prompts: [prompt] })
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
])('a scene fills %i by %i to its last pixel', async (width, height) => {
  const frame = await drawn(2, { width, height })
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((place) => frame.y[place] ?? 0)
  expect(Math.min(...corners)).toBeGreaterThanOrEqual(16)
  expect(frame.y.reduce((highest, luma) => Math.max(highest, luma), 0)).toBeLessThanOrEqual(235)
})

test('a remix keeps the composition and changes the light', async () => {
  const [first] = request.prompts
  const original = await drawn(1)
  const remixed = await drawn(1, { prompts: [first, 'Make it night'] })
  const unrelated = await drawn(1, { seed: 4, prompts: [first, 'Make it night'] })
  expect(difference(original, remixed)).toBeGreaterThan(12)
  expect(likeness(original, remixed)).toBeGreaterThan(0.6)
  expect(likeness(original, unrelated)).toBeLessThan(0.4)
})

test('a remix whose words name nothing that can be shown is still another picture', async () => {
  const [first] = request.prompts
  expect(difference(await drawn(1), await drawn(1, { prompts: [first, 'qwertz'] }), 0, 110)).toBeGreaterThan(3)
})

test('the prompt is written into the picture only on request; the caption of a remix says what it came from', async () => {
  const [first] = request.prompts
  const bottom: [number, number] = [120, 192]
  const plain = await drawn(1, { prompts: [first, 'Make it night'] })
  const one = await drawn(1, { prompts: [first, 'Make it night'], caption: true })
  const other = await drawn(1, { prompts: [first, 'Make it night', 'Make it night'], caption: true })
  expect(difference(plain, one, ...bottom)).toBeGreaterThan(3)
  expect(difference(one, other, ...bottom)).toBeGreaterThan(0.3)
  expect(difference(one, other, 0, 100)).toBe(0)
})

test('a reference picture is the first frame to the last byte, and then dissolves, graded or not', async () => {
  const reference = createFrame(request.width, request.height)
  reference.bytes.fill(90)
  const at = (seconds: number) => drawn(seconds, { reference, model: 'lamp-1' })
  expect(Buffer.from((await at(0)).bytes).equals(reference.bytes)).toBe(true)
  const early = difference(await at(0.2), reference, 0, 100)
  expect(early).toBeLessThan(difference(await at(0.8), reference, 0, 100))
  expect(difference(await at(2), await drawn(2, { model: 'lamp-1' }))).toBe(0)
})

test.each(['a cup of coffee', 'a cat', 'a train', 'a street market', 'a car on a desert road', 'a boat on the sea'])(
  'four takes of "%s" are four compositions',
  async (prompt) => {
    const takes = await Promise.all([11, 12, 13, 14].map((seed) => drawn(1, { seed, prompts: [prompt] })))
    for (const [index, one] of takes.entries()) {
      for (const other of takes.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(8)
    }
  },
)

const models = sandboxModels.map(({ id }) => id)

test('every two models of the sandbox look different, and a model always the same', async () => {
  const prompts: [string] = ['a cat']
  const pictures = await Promise.all(models.map((model) => drawn(1, { model, prompts })))
  expect(difference(await drawn(1, { model: models[0] ?? '', prompts }), pictures[0] ?? createFrame(2, 2))).toBe(0)
  for (const [index, one] of pictures.entries()) {
    for (const other of pictures.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(1)
  }
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
