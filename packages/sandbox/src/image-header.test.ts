import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readImageHeader } from './image-header'

const picture = () =>
  sharp({ create: { width: 301, height: 77, channels: 4, background: { r: 9, g: 99, b: 200, alpha: 0.5 } } })

const files: [string, () => Promise<Buffer>, string][] = [
  ['png', () => picture().png().toBuffer(), 'image/png'],
  ['baseline jpeg', () => picture().jpeg().toBuffer(), 'image/jpeg'],
  ['progressive jpeg', () => picture().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
  ['jpeg with metadata', () => picture().withMetadata({ density: 300 }).jpeg().toBuffer(), 'image/jpeg'],
  ['lossy webp', () => picture().removeAlpha().webp().toBuffer(), 'image/webp'],
  ['lossless webp', () => picture().webp({ lossless: true }).toBuffer(), 'image/webp'],
  ['extended webp', () => picture().webp({ quality: 50 }).toBuffer(), 'image/webp'],
]

describe.each(files)('the header of a %s', (_, make, type) => {
  it('has a type and a size', async () => {
    expect(readImageHeader(await make())).toEqual({ type, width: 301, height: 77 })
  })

  it('is undefined if truncated before its size, and never throws', async () => {
    const bytes = await make()
    for (let length = 0; length < 24; length += 1) expect(readImageHeader(bytes.subarray(0, length))).toBeUndefined()
  })
})

it.each(['', 'GIF89a', '%PDF-1.7', 'RIFF....AVI LIST'])('the bytes "%s" are no picture', (text) => {
  expect(readImageHeader(new TextEncoder().encode(text))).toBeUndefined()
})
