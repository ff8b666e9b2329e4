import { createSandbox } from '@dailies/sandbox'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { box, createMp4 } from '../testing/create-mp4'
import type { Mp4Options } from '../testing/create-mp4'
import { UnreadableVideoError, readVideoMetadata } from './video-metadata'

const metadataOf = (bytes: Uint8Array<ArrayBuffer>) => readVideoMetadata(new Blob([bytes]))
const text = (value: string) => new TextEncoder().encode(value)

it.each<[string, Mp4Options, object]>([
  ['an MP4', {}, { type: 'video/mp4', width: 1280, height: 720, seconds: 4 }],
  ['64-bit timestamps', { version: 1, duration: 90_000 }, { type: 'video/mp4', width: 1280, height: 720, seconds: 90 }],
  [
    'another time scale',
    { timescale: 24_000, duration: 96_096 },
    { type: 'video/mp4', width: 1280, height: 720, seconds: 4.004 },
  ],
  [
    'a portrait video that is rotated by its matrix',
    { isRotated: true },
    { type: 'video/mp4', width: 720, height: 1280, seconds: 4 },
  ],
  ['QuickTime', { brand: 'qt  ' }, { type: 'video/quicktime', width: 1280, height: 720, seconds: 4 }],
  ['QuickTime without an ftyp box', { brand: '' }, { type: 'video/quicktime', width: 1280, height: 720, seconds: 4 }],
  ['an MP4 without a duration', { duration: 0 }, { type: 'video/mp4', width: 1280, height: 720 }],
  ['an unknown duration of all ones', { duration: 0xffffffff }, { type: 'video/mp4', width: 1280, height: 720 }],
  ['a time scale of 0', { timescale: 0 }, { type: 'video/mp4', width: 1280, height: 720 }],
])('reads %s', async (_, options, metadata) => {
  expect(await metadataOf(createMp4(options))).toEqual(metadata)
})

it('reads a video of the sandbox', async () => {
  const sandbox = createSandbox({ clock: 'manual' })
  const request = (path: string, init?: RequestInit) => sandbox.fetch(`http://sandbox/v1/videos${path}`, init)
  const body = new FormData()
  for (const [name, value] of Object.entries({ prompt: 'A lamp', model: 'mini', seconds: '4' })) body.set(name, value)
  const { id } = await (await request('', { method: 'POST', body })).json()
  await sandbox.advance(30)
  const metadata = await readVideoMetadata(await (await request(`/${id}/content`)).blob())
  expect(metadata).toEqual({ type: 'video/mp4', width: 320, height: 192, seconds: 4 })
  await sandbox.close()
}, 30_000)

it('detects a WebM by its document type, without further metadata', async () => {
  const webm = (type: string) => new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x84, ...text(type)])
  expect(await metadataOf(webm('webm'))).toEqual({ type: 'video/webm' })
  await expect(metadataOf(webm('matroska'))).rejects.toThrow('none of them')
})

it('reads boxes with a 64-bit length, and a last box that extends to the end of the file', async () => {
  const long = Buffer.alloc(24)
  long.writeUInt32BE(1)
  long.write('free', 4)
  long.writeBigUInt64BE(24n, 8)
  const open = Buffer.alloc(40)
  open.write('mdat', 4)
  const video = createMp4({ mediaBytes: 0 })
  expect(await metadataOf(new Uint8Array(Buffer.concat([video.subarray(0, -8), long, open])))).toMatchObject({
    seconds: 4,
  })
})

describe('rejects', () => {
  const whole = createMp4()
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['an empty file', new Uint8Array(), 'none of them'],
    ['a few bytes', whole.slice(0, 7), 'none of them'],
    ['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'none of them'],
    ['an HTML page', new Uint8Array(text('<!doctype html><video>')), 'none of them'],
    ['an AVI', new Uint8Array(text('RIFF____AVI LIST')), 'none of them'],
    ['a truncated video', whole.slice(0, -1), 'truncated'],
    ['a video truncated within its index', whole.slice(0, 200), 'truncated'],
    ['a truncated video whose index comes last', box('ftyp', text('isom____')), 'no index'],
    ['a video file with only an audio track', createMp4({ width: 0, height: 0 }), 'no video track'],
    ['an index with a box that is too long', box('moov', text('\u0000\u0000\u007Fÿmvhd')), 'truncated'],
    ['a box that is shorter than its header', box('moov', new Uint8Array([0, 0, 0, 4, 1, 1, 1, 1])), 'truncated'],
    ['too many boxes', box('moov', Buffer.concat(Array.from({ length: 12_000 }, () => box('free')))), 'invalid index'],
  ])('%s', async (_, bytes, reason) => {
    await expect(metadataOf(bytes)).rejects.toThrow(reason)
  })

  it('any damaged file with an UnreadableVideoError', async () => {
    const damaged = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = whole.slice(0, 400)
        for (const [at, value] of changes) bytes[at % 400] = value
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        const failure = await metadataOf(new Uint8Array(bytes)).then(
          () => undefined,
          (error: unknown) => error,
        )
        expect(failure === undefined || failure instanceof UnreadableVideoError).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
