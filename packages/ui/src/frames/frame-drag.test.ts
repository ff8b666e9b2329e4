import { expect, it } from 'vitest'
import { frameDragType, hasFrameDrag, readFrameDrag, setFrameDrag } from './frame-drag'

/** What node does not have. */
const createDataTransfer = () => {
  const data = new Map<string, string>()
  return {
    effectAllowed: '',
    setData: (type: string, value: string) => void data.set(type, value),
    getData: (type: string) => data.get(type) ?? '',
    get types() {
      return [...data.keys()]
    },
  } as unknown as DataTransfer
}

it.each(['first', 'last', 1.5] as const)('carries the frame at %s', (at) => {
  const transfer = createDataTransfer()
  setFrameDrag(transfer, { videoId: 'video_1', at })
  expect(hasFrameDrag(transfer)).toBe(true)
  expect(readFrameDrag(transfer)).toEqual({ videoId: 'video_1', at })
})

it.each([
  '',
  'null',
  '[]',
  '{"videoId":"","at":1}',
  '{"videoId":"video_1","at":"middle"}',
  '{"videoId":7,"at":"first"}',
  '{',
])('ignores what another page wrote: %s', (text) => {
  const transfer = createDataTransfer()
  transfer.setData(frameDragType, text)
  expect(readFrameDrag(transfer)).toBeUndefined()
})
