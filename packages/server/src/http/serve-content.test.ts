import { VideoError } from '@dailies/core'
import { describe, expect, it, vi } from 'vitest'
import { serveContent } from './serve-content'
import type { ServedFile } from './serve-content'
import { videoFile, contentRequest } from '../testing/video-file'

const text = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer())
const get = (headers: Record<string, string> = {}, file: Partial<ServedFile> = {}, url?: string) =>
  serveContent(contentRequest(headers, url), videoFile(file).file)

describe('a range request', () => {
  // The file is "0123456789".
  it.each([
    ['a range from the start', 'bytes=0-3', '0123', 'bytes 0-3/10'],
    ['one byte', 'bytes=0-0', '0', 'bytes 0-0/10'],
    ['a range in the middle', 'bytes=4-6', '456', 'bytes 4-6/10'],
    ['an open-ended range', 'bytes=7-', '789', 'bytes 7-9/10'],
    ['a range past the end', 'bytes=8-99', '89', 'bytes 8-9/10'],
    ['a suffix', 'bytes=-2', '89', 'bytes 8-9/10'],
    ['a suffix longer than the file', 'bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('with %s returns 206', async (_, range, body, contentRange) => {
    for (const supportsRange of [true, false]) {
      for (const bytes of [10, undefined]) {
        const { file } = videoFile({ bytes }, { supportsRange })
        const response = await serveContent(contentRequest({ range }), file)
        expect(response.status).toBe(206)
        expect(response.headers.get('content-range')).toBe(contentRange)
        expect(response.headers.get('content-length')).toBe(String(body.length))
        expect(await text(response)).toBe(body)
      }
    }
  })

  it.each(['bytes=10-', 'bytes=99-120', 'bytes=-0'])('with %s returns 416 and the length', async (range) => {
    for (const supportsRange of [true, false]) {
      for (const bytes of [10, undefined]) {
        const { file } = videoFile({ bytes }, { supportsRange })
        const response = await serveContent(contentRequest({ range }), file)
        expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
      }
    }
  })

  it.each(['bytes=0-1,4-5', 'bytes=5-2', 'items=0-1', 'bytes=a-b', 'bytes=-', 'bytes'])(
    'with %s is ignored',
    async (range) => {
      const response = await get({ range })
      expect([response.status, await text(response)]).toEqual([200, '0123456789'])
    },
  )

  it('is ignored if the length is unknown', async () => {
    const { file } = videoFile({ bytes: undefined }, { supportsRange: false, sendsLength: false })
    const response = await serveContent(contentRequest({ range: 'bytes=2-3' }), file)
    expect([response.status, response.headers.get('content-length'), await text(response)]).toEqual([
      200,
      null,
      '0123456789',
    ])
  })

  it('is served correctly even if the source returns another range', async () => {
    const { file } = videoFile({ bytes: undefined }, { sendsRange: [0, 4] })
    const response = await serveContent(contentRequest({ range: 'bytes=-3' }), file)
    expect([response.status, await text(response)]).toEqual([206, '789'])
  })

  it('is ignored unless If-Range matches the ETag', async () => {
    const same = await get({ range: 'bytes=5-', 'if-range': '"video-1"' })
    expect([same.status, await text(same)]).toEqual([206, '56789'])
    for (const stale of ['"video-0"', 'W/"video-1"', 'Sat, 21 Nov 2026 10:00:00 GMT']) {
      expect((await get({ range: 'bytes=5-', 'if-range': stale })).status).toBe(200)
    }
  })
})

describe('a conditional request', () => {
  it.each(['"video-1"', 'W/"video-1"', '"other", "video-1"', '*'])(
    'with If-None-Match %s returns 304 without opening the file',
    async (tag) => {
      const { file, open } = videoFile()
      const response = await serveContent(contentRequest({ 'if-none-match': tag }), file)
      expect([response.status, response.headers.get('etag'), await text(response)]).toEqual([304, '"video-1"', ''])
      expect(open).not.toHaveBeenCalled()
    },
  )

  it('with another ETag returns 200', async () => {
    expect((await get({ 'if-none-match': '"video-0"' })).status).toBe(200)
  })
})

describe('headers', () => {
  it('mark the response private, typed and nosniff', async () => {
    const { headers } = await get()
    expect(Object.fromEntries(headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=3600',
      'content-length': '10',
      'content-type': 'video/mp4',
      'cross-origin-resource-policy': 'same-origin',
      etag: '"video-1"',
      vary: 'Authorization, Cookie',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each(['text/html', 'image/svg+xml', 'application/pdf', 'video/mp4; x', ''])(
    'serve a file of type "%s" as application/octet-stream',
    async (contentType) => {
      expect((await get({}, { contentType })).headers.get('content-type')).toBe('application/octet-stream')
    },
  )

  it('name a download after its prompt, in ASCII and in UTF-8', async () => {
    const url = 'http://app.test/api/videos/1/content?download'
    const disposition = async (file: Partial<ServedFile>) =>
      (await get({}, file, url)).headers.get('content-disposition')
    expect(await disposition({ prompt: 'Café à "l’aube": a/b\r\nX-Evil: 1' })).toBe(
      `attachment; filename="Cafe-a-l-aube-a-b-X-Evil-1.mp4"; filename*=UTF-8''Caf%C3%A9%20%C3%A0%20l%E2%80%99aube%20a%20b%20X-Evil%201.mp4`,
    )
    expect(await disposition({ prompt: '夜の街' })).toBe(
      `attachment; filename="video.mp4"; filename*=UTF-8''%E5%A4%9C%E3%81%AE%E8%A1%97.mp4`,
    )
    expect(await disposition({ prompt: '', variant: 'thumbnail', contentType: 'image/webp' })).toBe(
      `attachment; filename="video-thumbnail.webp"; filename*=UTF-8''video-thumbnail.webp`,
    )
    expect((await get()).headers.has('content-disposition')).toBe(false)
  })
})

describe('HEAD', () => {
  it('returns length and type without opening a file of known length', async () => {
    const { file, open } = videoFile({ contentType: 'video/webm' })
    const response = await serveContent(contentRequest({}, undefined, 'HEAD'), file)
    expect([response.headers.get('content-length'), response.headers.get('content-type')]).toEqual(['10', 'video/webm'])
    expect(response.body).toBeNull()
    expect(open).not.toHaveBeenCalled()
  })

  it('opens a file of unknown length, and cancels its body', async () => {
    const { file, cancelled } = videoFile({ bytes: undefined })
    const response = await serveContent(contentRequest({}, undefined, 'HEAD'), file)
    expect(response.headers.get('content-length')).toBe('10')
    expect(cancelled()).toBe(true)
  })
})

describe('the stream', () => {
  it('applies back-pressure, and cancels the source when the reader cancels', async () => {
    let pulled = 0
    const cancel = vi.fn<(reason: unknown) => void>()
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1
          controller.enqueue(new Uint8Array(1_000))
        },
        cancel,
      },
      { highWaterMark: 0 },
    )
    const open = () =>
      Promise.resolve({
        status: 200 as const,
        contentType: 'video/mp4',
        contentLength: 1_000_000,
        contentRange: undefined,
        body,
      })
    const response = await serveContent(contentRequest(), videoFile({ bytes: undefined, open }).file)
    const reader = response.body!.getReader()
    await reader.read()
    await reader.read()
    expect(pulled).toBeLessThanOrEqual(3)
    await reader.cancel('the client disconnected')
    expect(cancel).toHaveBeenCalledWith('the client disconnected')
  })

  it('fails if the file ends early', async () => {
    const { file } = videoFile({ bytes: undefined }, { truncateAfter: 6 })
    const response = await serveContent(contentRequest(), file)
    expect(response.headers.get('content-length')).toBe('10')
    await expect(response.arrayBuffer()).rejects.toThrow('before its announced length')
  })

  it('cancels the source once the range is sent', async () => {
    const { file, cancelled } = videoFile({}, { supportsRange: false })
    expect(await text(await serveContent(contentRequest({ range: 'bytes=1-2' }), file))).toBe('12')
    expect(cancelled()).toBe(true)
  })
})

it.each(['not_ready', 'expired', 'unsupported', 'upstream_failed'] as const)(
  'passes on the error code %s of a file',
  async (code) => {
    const open = () => Promise.reject(new VideoError('No file', { code }))
    await expect(serveContent(contentRequest({ range: 'bytes=0-1' }), videoFile({ open }).file)).rejects.toMatchObject({
      code,
    })
  },
)
