import { readFile, readdir } from 'node:fs/promises'
import { sandboxModels, withSampleImages } from '@dailies/sandbox/models'
import { expect, it } from 'vitest'
import { readImageHeader } from './image-header'
import { modelSamples, modelSampleSize } from './model-samples'

const folder = new URL('../samples/models/', import.meta.url)

it('there is a still of each model, and no other, with different bytes', async () => {
  const files = await readdir(folder)
  expect(files.sort()).toEqual(sandboxModels.map(({ id }) => `${id}.webp`).sort())
  expect(Object.keys(modelSamples).sort()).toEqual(sandboxModels.map(({ id }) => id).sort())
  const stills = await Promise.all(files.map((file) => readFile(new URL(file, folder))))
  for (const still of stills) expect(readImageHeader(still)).toMatchObject({ type: 'image/webp', ...modelSampleSize })
  expect(new Set(stills.map((still) => still.toString('base64'))).size).toBe(files.length)
})

it('adds the URL of its still to each model of the sandbox, and leaves other models and the list alone', () => {
  const [first] = sandboxModels
  if (!first) throw new Error('The sandbox has no models.')
  const other = { ...first, id: 'own' }
  const [model, own] = withSampleImages([first, other], '/samples/models/')
  expect(model).toEqual({ ...first, sample_image: `/samples/models/${first.id}.webp` })
  expect(own).toBe(other)
  expect(first.sample_image).toBeUndefined()
})
