import { expect, it } from 'vitest'
import { acceptOf, limitsOf, withinLimits } from './prompt-references'

const reference = (type: string, name: string) => ({ name, file: new File([name], name, { type }) })
const references = [
  reference('image/png', 'fox'),
  reference('video/mp4', 'walk'),
  reference('image/webp', 'den'),
  reference('image/jpeg', 'snow'),
  reference('audio/mpeg', 'voice'),
  reference('application/pdf', 'script'),
]
const namesWithin = (limits: Parameters<typeof withinLimits>[1]) =>
  withinLimits(references, limits).map(({ name }) => name)

it('keeps the first references of each kind, up to the limits of the model', () => {
  expect(namesWithin({ images: 2, videos: 1, audios: 1 })).toEqual(['fox', 'walk', 'den', 'voice'])
  expect(namesWithin({ images: 4 })).toEqual(['fox', 'den', 'snow'])
  expect(namesWithin({ videos: 0 })).toEqual([])
  expect(namesWithin(undefined)).toEqual([])
})

it('names the kinds that a model accepts', () => {
  expect(limitsOf({ audios: 1, images: 3 })).toEqual([
    ['images', 3],
    ['audios', 1],
  ])
  expect(acceptOf({ images: 3 })).toBe('image/jpeg,image/png,image/webp')
  expect(acceptOf(undefined)).toBe('')
})
