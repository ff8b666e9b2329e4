import { sampleVideo } from '@dailies/sandbox'
import { expect, it } from 'vitest'
import { aviOf } from './avi'

const { spritesheet } = sampleVideo()
const avi = aviOf(spritesheet, 4)
const view = new DataView(avi.buffer)
const text = (offset: number) => new TextDecoder().decode(avi.subarray(offset, offset + 4))

/** The chunks between two places, as far as their own lengths lead. */
function chunksIn(start: number, end: number): { id: string; at: number; length: number }[] {
  const found = []
  for (let at = start; at < end;) {
    const length = view.getUint32(at + 4, true)
    found.push({ id: text(at) === 'LIST' ? text(at + 8) : text(at), at, length })
    at += 8 + length + (length % 2)
  }
  return found
}

it('the chunk lengths add up to the file size', () => {
  expect([text(0), text(8), view.getUint32(4, true)]).toEqual(['RIFF', 'AVI ', avi.length - 8])
  expect(chunksIn(12, avi.length).map(({ id }) => id)).toEqual(['hdrl', 'movi', 'idx1'])
})

it('the header has the size and the duration of the frame', () => {
  expect(text(24)).toBe('avih')
  const main = 32
  expect(view.getUint32(main, true)).toBe(4_000_000)
  expect([view.getUint32(main + 32, true), view.getUint32(main + 36, true)]).toEqual([5 * 160, 5 * 96])
})

it('the index points to the frame, which is the JPEG', () => {
  const [, movi, index] = chunksIn(12, avi.length)
  const entry = (index?.at ?? 0) + 8
  const frame = (movi?.at ?? 0) + 8 + view.getUint32(entry + 8, true)
  expect(text(frame)).toBe('00dc')
  expect(avi.subarray(frame + 8, frame + 8 + view.getUint32(frame + 4, true))).toEqual(spritesheet)
})
