import { sampleVideo } from '@dailies/sandbox'
import type { SandboxOptions } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

async function withVideo(options: Partial<SandboxOptions> = {}) {
  const opened = openSandbox(options)
  const id = await opened.create()
  await opened.sandbox.advance(8)
  return { ...opened, id }
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const file = sampleVideo()

describe('the content', () => {
  it.each([
    ['video', 'video/mp4', file.video],
    ['thumbnail', 'image/webp', file.thumbnail],
    ['spritesheet', 'image/jpeg', file.spritesheet],
  ])('as %s is %s', async (variant, type, bytes) => {
    const { content, id } = await withVideo()
    const response = await content(id, { variant })
    expect(response.headers.get('content-type')).toBe(type)
    expect(await bytesOf(response)).toEqual(bytes)
  })

  it('of an unknown variant is rejected', async () => {
    const { content, id } = await withVideo()
    expect((await (await content(id, { variant: 'poster' })).json()).error).toMatchObject({ param: 'variant' })
  })

  it('is served whole, ignoring Range, unless ranges are enabled', async () => {
    const { content, id } = await withVideo()
    const response = await content(id, { headers: { range: 'bytes=0-9' } })
    expect([response.status, (await bytesOf(response)).length]).toEqual([200, file.video.length])
  })
})

describe('with ranges enabled', () => {
  const last = file.video.length - 1
  it.each([
    ['bytes=0-9', 206, `bytes 0-9/${last + 1}`, file.video.subarray(0, 10)],
    [`bytes=${last}-`, 206, `bytes ${last}-${last}/${last + 1}`, file.video.subarray(last)],
    ['bytes=-5', 206, `bytes ${last - 4}-${last}/${last + 1}`, file.video.subarray(last - 4)],
    ['bytes=10-999999', 206, `bytes 10-${last}/${last + 1}`, file.video.subarray(10)],
    ['bytes=9-0', 200, null, file.video],
    ['bytes=0-1,4-5', 200, null, file.video],
    ['bytes=999999-', 416, `bytes */${last + 1}`, new Uint8Array()],
  ])('%s answers %i', async (range, status, contentRange, bytes) => {
    const { content, id } = await withVideo({ ranges: true })
    const response = await content(id, { headers: { range } })
    expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange])
    expect(await bytesOf(response)).toEqual(bytes)
  })
})

describe('an open stream is counted', () => {
  it('until it is read to the end', async () => {
    const { sandbox, content, id } = await withVideo()
    const response = await content(id)
    expect(sandbox.counters.openStreams).toBe(1)
    await response.arrayBuffer()
    expect(sandbox.counters.openStreams).toBe(0)
  })

  it('until it is cancelled', async () => {
    const { sandbox, content, id } = await withVideo()
    await (await content(id)).body?.cancel()
    expect(sandbox.counters.openStreams).toBe(0)
  })

  it('until the client aborts, which also ends the body with an error', async () => {
    const { sandbox, content, id } = await withVideo()
    const leaving = new AbortController()
    const response = await content(id, { signal: leaving.signal })
    leaving.abort()
    await expect(response.arrayBuffer()).rejects.toThrow(/abort/i)
    expect(sandbox.counters.openStreams).toBe(0)
  })
})
