import { describe, expect, it } from 'vitest'
import { shapesOf } from './shapes'

describe('derives the shape of a size from its pixels', () => {
  it.each([
    ['1280x720', '16:9', '720p'],
    ['720x1280', '9:16', '720p'],
    ['1920x1080', '16:9', '1080p'],
    ['1792x1024', '16:9', '1024p'],
    ['854x480', '16:9', '480p'],
    ['960x960', '1:1', '960p'],
    ['1680x720', '21:9', '720p'],
    ['1024x768', '4:3', '768p'],
    ['320x192', '5:3', '192p'],
    ['1000x300', '10:3', '300p'],
  ])('%s is %s in %s', (size, aspect_ratio, resolution) => {
    expect(shapesOf({ sizes: [size] })).toEqual([{ size, aspect_ratio, resolution }])
  })
})

it('takes what the model declares, in the order of its sizes, and skips what is no size', () => {
  const declared = { size: '1248x704', aspect_ratio: '16:9', resolution: '720p', seconds: ['8'] }
  expect(shapesOf({ sizes: ['720x1280', '1248x704', 'auto'], shapes: [declared] })).toEqual([
    { size: '720x1280', aspect_ratio: '9:16', resolution: '720p' },
    declared,
  ])
})
