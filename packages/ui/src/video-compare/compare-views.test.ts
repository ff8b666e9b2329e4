import { expect, it } from 'vitest'
import { viewsOf } from './compare-views'

it.each([
  [['320x192', '320x192'], 3],
  [['1280x720', '854x480'], 3],
  [['320x192', '192x320'], 1],
  [['320x192', ''], 1],
  [['320x192'], 1],
  [['320x192', '320x192', '320x192'], 1],
])('%j has %i views', (sizes, count) => {
  expect(viewsOf(sizes)).toHaveLength(count)
})
