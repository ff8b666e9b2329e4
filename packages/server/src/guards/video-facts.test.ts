import { createSandbox } from '@dailies/sandbox'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { box, videoOf } from '../testing/mp4-boxes'
import type { AspectRatioBox } from '../testing/mp4-boxes'
import { UnreadableVideo, readVideoFacts } from './video-facts'

const factsOf = (bytes: Uint8Array<ArrayBuffer>) => readVideoFacts(new Blob([bytes]))
const text = (words: string) => new TextEncoder().encode(words)

it.each<[string, AspectRatioBox, object]>([
  ['an MP4', {}, { type: 'video/mp4', width: 1280, height: 720, seconds: 4 }],
  ['times of 64 bits', { version: 1, length: 90_000 }, { type: 'video/mp4', width: 1280, height: 720, seconds: 90 }],
  [
    'a scale of its own',
    { scale: 24_000, length: 96_096 },
    { type: 'video/mp4', width: 1280, height: 720, seconds: 4.004 },
  ],
  ['a phone held upright', { isTurned: true }, { type: 'video/mp4', width: 720, height: 1280, seconds: 4 }],
  ['QuickTime', { brand: 'qt  ' }, { type: 'video/quicktime', width: 1280, height: 720, seconds: 4 }],
  ['QuickTime before types', { brand: '' }, { type: 'video/quicktime', width: 1280, height: 720, seconds: 4 }],
  ['a length that is not told', { length: 0 }, { type: 'video/mp4', width: 1280, height: 720 }],
  ['a length of all ones', { length: 0xffffffff }, { type: 'video/mp4', width: 1280, height: 720 }],
  ['a scale of 0', { scale: 0 }, { type: 'video/mp4', width: 1280, height: 720 }],
])('reads %s', async (_, shape, facts) => {
  expect(await factsOf(videoOf(shape))).toEqual(facts)
})

it('reads a film of the sandbox', async () => {
  const sandbox = createSandbox({ clock: 'manual' })
  const ask = (path: string, init?: RequestInit) => sandbox.fetch(`http://sandbox/v1/videos${path}`, init)
  const body = new FormData()
  for (const [name, value] of Object.entries({ prompt: 'A lamp', model: 'mini', seconds: '2' })) body.set(name, value)
  const { id } = await (await ask('', { method: 'POST', body })).json()
  await sandbox.advance(30)
  const facts = await readVideoFacts(await (await ask(`/${id}/content`)).blob())
  expect(facts).toEqual({ type: 'video/mp4', width: 320, height: 192, seconds: 2 })
  await sandbox.close()
}, 30_000)

it('knows a WebM by its document type, and no more of it', async () => {
  const webm = (type: string) => new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x84, ...text(type)])
  expect(await factsOf(webm('webm'))).toEqual({ type: 'video/webm' })
  await expect(factsOf(webm('matroska'))).rejects.toThrow('none of them')
})

it('takes boxes with a length of 64 bits, and a last one that reaches to the end', async () => {
  const long = Buffer.alloc(24)
  long.writeUInt32BE(1)
  long.write('free', 4)
  long.writeBigUInt64BE(24n, 8)
  const open = Buffer.alloc(40)
  open.write('mdat', 4)
  const film = videoOf({ pictures: 0 })
  expect(await factsOf(new Uint8Array(Buffer.concat([film.subarray(0, -8), long, open])))).toMatchObject({ seconds: 4 })
})

describe('refuses', () => {
  const whole = videoOf()
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['nothing', new Uint8Array(), 'none of them'],
    ['a few bytes', whole.slice(0, 7), 'none of them'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'none of them'],
    ['a page', new Uint8Array(text('<!doctype html><video>')), 'none of them'],
    ['an AVI', new Uint8Array(text('RIFF____AVI LIST')), 'none of them'],
    ['a film that is cut short', whole.slice(0, -1), 'cut short'],
    ['a film cut within its index', whole.slice(0, 200), 'cut short'],
    ['a film whose index would have come last', box('ftyp', text('isom____')), 'no index'],
    ['a sound', videoOf({ width: 0, height: 0 }), 'no pictures'],
    ['an index within which a box is too long', box('moov', text('\u0000\u0000\u007Fÿmvhd')), 'cut short'],
    ['a box that is shorter than its header', box('moov', new Uint8Array([0, 0, 0, 4, 1, 1, 1, 1])), 'cut short'],
    ['boxes without end', box('moov', Buffer.concat(Array.from({ length: 12_000 }, () => box('free')))), 'no sense'],
  ])('%s', async (_, bytes, reason) => {
    await expect(factsOf(bytes)).rejects.toThrow(reason)
  })

  it('whatever else it is given, with a reason', async () => {
    const spoilt = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = whole.slice(0, 400)
        for (const [at, value] of changes) bytes[at % 400] = value
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoilt, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        const failure = await factsOf(new Uint8Array(bytes)).then(
          () => undefined,
          (error: unknown) => error,
        )
        expect(failure === undefined || failure instanceof UnreadableVideo).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
