import { describe, expect, it } from 'vitest'
import { planExport, type ExportClip, type ExportPlan } from './plan-export'
import type { PictureFacts, SoundFacts } from './video-facts'

const frames = (times: readonly number[], keys: readonly number[]) =>
  times.map((time) => ({ time, isKey: keys.includes(time) }))
const seconds = [0, 1, 2, 3]
const sound: SoundFacts = { codec: 'mp4a.40.2', description: '1190', channels: 2, sampleRate: 48_000 }
const pictures: PictureFacts = {
  codec: 'avc1.42c01f',
  description: '01',
  width: 320,
  height: 192,
  isUpright: true,
  packets: frames(seconds, [0, 2]),
  canDecode: true,
  colors: undefined,
}

/** A shot of a video of four seconds with a frame for each, and key frames at 0 and 2. */
const clip = (
  { start = 0, end = 4 }: { start?: number; end?: number } = {},
  changes: Partial<PictureFacts> = {},
  others: { sound?: SoundFacts | undefined; hasProvenance?: boolean } = {},
): ExportClip => ({
  videoId: 'video_1',
  start,
  end,
  isToEnd: end >= 4,
  facts: { seconds: 4, pictures: { ...pictures, ...changes }, sound, hasProvenance: false, ...others },
})
const plan = (clips: readonly ExportClip[], canEncode = true): ExportPlan => {
  const planned = planExport(clips, canEncode)
  if (typeof planned === 'string') throw new Error(`It is not possible: ${planned}`)
  return planned
}
const methods = (...clips: ExportClip[]) => plan(clips).steps.map(({ method }) => method)

describe('the method of a shot', () => {
  it.each([
    ['all of it', clip(), 'copy'],
    ['a start on a key frame', clip({ start: 2 }), 'copy'],
    ['a start within the rounding of a key frame', clip({ start: 2.001 }), 'copy'],
    ['a start between key frames', clip({ start: 1 }), 'encode'],
    ['an end after any frame', clip({ end: 2.5 }), 'copy'],
    ['another codec', clip({}, { codec: 'vp09.00.10.08' }), 'encode'],
    ['another configuration', clip({}, { description: '02' }), 'encode'],
    ['rotated pictures', clip({}, { isUpright: false }), 'encode'],
    ['a table that marks all frames', clip({ start: 1 }, { packets: frames(seconds, seconds) }), 'encode'],
    ['such a table from its start', clip({}, { packets: frames(seconds, seconds) }), 'copy'],
    // Decoded as 0 3 1 2: 1 and 2 need 3.
    ['an end before a frame that others need', clip({ end: 3 }, { packets: frames([0, 3, 1, 2], [0]) }), 'encode'],
    ['an end after such a frame', clip({ end: 3.5 }, { packets: frames([0, 3, 1, 2], [0]) }), 'copy'],
  ] as const)('%s', (_name, other, method) => {
    expect(methods(clip(), other)).toEqual(['copy', method])
  })

  it('encodes all if the first is not H.264 and one has to be encoded', () => {
    const vp9 = { codec: 'vp09.00.10.08', description: '' }
    expect(methods(clip({}, vp9), clip({}, vp9))).toEqual(['copy', 'copy'])
    expect(methods(clip({}, vp9), clip({ start: 1 }, vp9))).toEqual(['encode', 'encode'])
  })
})

it('adds up the lengths, with those of the files', () => {
  const { steps, seconds } = plan([clip({ start: 2 }), clip({ end: 1.5 }), clip({ start: 0, end: 9 })])
  expect(steps.map(({ at, end }) => [at, end])).toEqual([
    [0, 4],
    [2, 1.5],
    [3.5, 4],
  ])
  expect(seconds).toBe(7.5)
})

it('has an even size where pictures are encoded', () => {
  const odd = { width: 321, height: 193 }
  expect(plan([clip({}, odd)])).toMatchObject(odd)
  expect(plan([clip({ start: 1 }, odd)])).toMatchObject({ width: 320, height: 192 })
})

describe('what makes an export impossible', () => {
  it.each([
    ['encoder', [clip({ start: 1 })], false],
    ['decoder', [clip({ start: 1 }, { canDecode: false })], true],
    ['sound', [clip(), clip({}, {}, { sound: { ...sound, description: '1210' } })], true],
    ['decoder', [], true],
  ] as const)('%s', (obstacle, clips, canEncode) => {
    expect(planExport(clips, canEncode)).toBe(obstacle)
  })

  it.each([
    ['an encoder that is not needed', [clip({}, { canDecode: false })]],
    ['a shot without sound', [clip(), clip({}, {}, { sound: undefined })]],
  ] as const)('not %s', (_name, clips) => {
    expect(planExport(clips, false)).toMatchObject({ sound })
  })
})

it('says whether provenance data is lost', () => {
  expect(plan([clip()]).losesProvenance).toBe(false)
  expect(plan([clip(), clip({}, {}, { hasProvenance: true })]).losesProvenance).toBe(true)
})
