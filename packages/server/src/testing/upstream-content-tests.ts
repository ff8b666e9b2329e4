import type { VideoError } from '@dailies/core'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { faultOf } from './upstream-create-tests'
import { errorOf } from './upstream-test-bed'
import type { CheckedTestBed } from './upstream-test-bed'

/** A server on this machine that an upstream must not reach, and the requests that it received. */
async function privateServer() {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('private')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, requests }
}

const bytesOf = async (body: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(body).arrayBuffer())

/** The files of a finished job, and the addresses that they may be fetched from. */
export function upstreamContentTests(bed: () => CheckedTestBed): void {
  const finished = async () => {
    const { ref } = await bed().create()
    expect((await bed().finish(ref)).at(-1)?.status).toBe('completed')
    return ref
  }

  describe('the file of a video', () => {
    it('is streamed whole, with the type that its bytes have', async () => {
      const content = await bed().upstream.content(await finished(), 'video')
      expect([content.status, content.contentType]).toEqual([200, 'video/mp4'])
      const bytes = await bytesOf(content.body)
      expect(bytes.byteLength).toBe(content.contentLength ?? bytes.byteLength)
      expect(new TextDecoder().decode(bytes.subarray(4, 8))).toBe('ftyp')
    })

    it('is streamed in part, or whole', async () => {
      const ref = await finished()
      const whole = await bytesOf((await bed().upstream.content(ref, 'video')).body)
      const content = await bed().upstream.content(ref, 'video', { range: 'bytes=4-11' })
      const bytes = await bytesOf(content.body)
      const partial = { status: 206, contentRange: `bytes 4-11/${whole.byteLength}`, bytes: whole.subarray(4, 12) }
      const expected = content.status === 206 ? partial : { status: 200, contentRange: undefined, bytes: whole }
      expect({ status: content.status, contentRange: content.contentRange, bytes }).toEqual(expected)
    })

    it('is streamed whole if the provider ignores the range', async ({ skip }) => {
      const ref = await finished()
      faultOf(bed(), 'range_ignored', skip)?.()
      const content = await bed().upstream.content(ref, 'video', { range: 'bytes=4-11' })
      expect([content.status, content.contentRange]).toEqual([200, undefined])
      expect((await bytesOf(content.body)).byteLength).toBeGreaterThan(8)
    })

    it('is not ready while the job runs', async () => {
      const { ref } = await bed().create()
      expect(await errorOf(bed().upstream.content(ref, 'video'))).toMatchObject({ code: 'not_ready' })
    })

    it('that is deleted is expired, or missing', async ({ skip }) => {
      const ref = await finished()
      faultOf(bed(), 'file_expired', skip)?.()
      expect(['expired', 'not_found']).toContain((await errorOf(bed().upstream.content(ref, 'video'))).code)
    })

    it.for(['thumbnail', 'spritesheet'] as const)('is an image as %s, or there is none', async (variant) => {
      const ref = await finished()
      const type = await bed()
        .upstream.content(ref, variant)
        .then(
          async ({ contentType, body }) => body.cancel().then(() => contentType),
          (error: unknown) => (error as VideoError).code,
        )
      expect(type).toMatch(/^(?:image\/.+|unsupported)$/)
    })

    it('that never arrives is given up with the signal', async ({ skip }) => {
      const ref = await finished()
      faultOf(bed(), 'file_hangs', skip)?.()
      const error = await errorOf(bed().upstream.content(ref, 'video', { signal: AbortSignal.timeout(50) }))
      expect(error.code).not.toBe('expired')
    })
  })

  describe('the address of a file', () => {
    it.for([
      ['a private address', (port: number) => `http://127.0.0.1:${port}/`],
      ['a private address in IPv6', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
      ['a name of this machine', (port: number) => `http://localhost:${port}/`],
      ['the metadata service of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
      ['a file of this machine', () => 'file:///etc/passwd'],
      ['no address', () => 'not a url'],
    ] as const)('is not fetched from if it is %s', async ([, urlOf], { skip }) => {
      const { linkTo } = bed()
      if (!linkTo) return skip('Responses name no URL.')
      const { port, requests } = await privateServer()
      const ref = await finished()
      linkTo(urlOf(port))
      const error = await errorOf(bed().upstream.content(ref, 'video'))
      expect(error.message).not.toMatch(/127\.0\.0\.1|169\.254|passwd/)
      expect(requests).toEqual([])
    })

    it('may carry the key, which is then neither stored nor shown', async ({ skip }) => {
      const { linkWithKey, secrets } = bed()
      if (!linkWithKey) return skip('Responses name no URL.')
      linkWithKey()
      const ref = await finished()
      const content = await bed().upstream.content(ref, 'video')
      await content.body.cancel()
      for (const secret of secrets) expect(JSON.stringify(ref)).not.toContain(secret)
    })
  })
}
