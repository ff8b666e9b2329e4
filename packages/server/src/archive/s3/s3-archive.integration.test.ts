import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { archiveSuite, bytesOf, streamFrom } from '../../testing/archive-suite'
import { openS3 } from '../../testing/s3-server'
import type { S3Server } from '../../testing/s3-server'
import { s3Archive } from './s3-archive'

let s3: S3Server
beforeAll(async () => {
  s3 = await openS3()
})
afterAll(() => s3.close())

let archiveCount = 0
const newArchive = (more = {}) => s3Archive({ ...s3, prefix: `p${(archiveCount += 1)}/`, ...more })

archiveSuite('S3', async () => newArchive())

const contentType = 'video/mp4'
const large = new Uint8Array(12_000_000).map((_, index) => (index * 7 + (index >> 12)) & 255)

it('writes a file of several parts completely, and reads any range of it', async () => {
  const archive = newArchive()
  expect(await archive.write('video_1/video', streamFrom(large), { contentType, bytes: large.length })).toBe(
    large.length,
  )
  const found = await archive.open('video_1/video')
  expect(Buffer.from(await bytesOf(found?.body ?? streamFrom(new Uint8Array()))).equals(large)).toBe(true)
  const acrossParts = await archive.open('video_1/video', { start: 5_242_870, end: 5_242_890 })
  expect(
    Buffer.from(await bytesOf(acrossParts?.body ?? streamFrom(new Uint8Array()))).equals(
      large.subarray(5_242_870, 5_242_891),
    ),
  ).toBe(true)
})

it('a presigned URL serves the file without credentials, with its content type', async () => {
  const archive = newArchive({ redirects: true })
  await archive.write('video_1/video', streamFrom(large.slice(0, 100)), { contentType })
  const url = await archive.redirect?.('video_1/video', { contentType })
  const response = await fetch(url ?? '')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType])
  expect(url).toContain('X-Amz-Expires=3600')
  expect(url).not.toContain(`${s3.secretAccessKey}&`)
})

it('does not redirect by default', () => {
  expect(newArchive().redirect).toBeUndefined()
})

/**
 * Cases that a local S3 server does not implement faithfully, with scripted responses as the protocol documents them.
 */
describe('the S3 protocol', () => {
  const requests: Request[] = []
  const bodies: Uint8Array[] = []
  afterEach(() => {
    requests.length = 0
    bodies.length = 0
  })
  const archiveWith = (respond: (request: Request, nth: number) => Response | Error) =>
    s3Archive({
      ...s3,
      endpoint: 'https://s3.test',
      fetch: async (request) => {
        bodies.push(new Uint8Array(await request.clone().arrayBuffer()))
        requests.push(request)
        const response = respond(request, requests.length)
        if (response instanceof Error) throw response
        return response
      },
    })
  const errorResponse = (status: number, code: string) =>
    new Response(`<Error><Code>${code}</Code><Message>of bucket secret-name</Message></Error>`, { status })
  const uploadResponse = (request: Request): Response => {
    const { searchParams } = new URL(request.url)
    if (searchParams.has('uploads')) return new Response('<X><UploadId>u1</UploadId></X>')
    if (request.method === 'PUT')
      return new Response(null, { headers: { etag: `"${searchParams.get('partNumber')}"` } })
    return new Response('<CompleteMultipartUploadResult/>')
  }

  it('sends parts of exactly 5 MiB except the last, and completes with their ETags in order', async () => {
    await archiveWith(uploadResponse).write('video_1/video', streamFrom(large), { contentType })
    expect(bodies.slice(1, 4).map(({ length }) => length)).toEqual([5_242_880, 5_242_880, large.length - 2 * 5_242_880])
    expect(new TextDecoder().decode(bodies.at(-1))).toBe(
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;1&quot;</ETag></Part><Part><PartNumber>2</PartNumber><ETag>&quot;2&quot;</ETag></Part><Part><PartNumber>3</PartNumber><ETag>&quot;3&quot;</ETag></Part></CompleteMultipartUpload>',
    )
  })

  it('signs each body with its digest, so that the server detects corruption', async () => {
    await archiveWith(uploadResponse).write('video_1/video', streamFrom(large.slice(0, 10)), { contentType })
    expect(requests[0]?.headers.get('x-amz-content-sha256')).toMatch(/^[\da-f]{64}$/)
    expect(requests[0]?.headers.get('authorization')).toContain('AWS4-HMAC-SHA256')
  })

  it('aborts the upload if the completion fails in the body of a 200', async () => {
    const archive = archiveWith((request) =>
      request.method === 'POST' && request.url.includes('uploadId')
        ? errorResponse(200, 'InternalError')
        : uploadResponse(request),
    )
    const written = archive.write('video_1/video', streamFrom(large), { contentType })
    await expect(written).rejects.toThrow('InternalError')
    expect(requests.at(-1)?.method).toBe('DELETE')
  })

  it('aborts the upload if the body fails, so that no parts are billed', async () => {
    const written = archiveWith(uploadResponse).write('video_1/video', streamFrom(large, new Error('cut')), {
      contentType,
    })
    await expect(written).rejects.toThrow('cut')
    expect(requests.at(-1)?.method).toBe('DELETE')
  })

  it.each([500, 503, 429])('retries after a %i', async (status) => {
    const archive = archiveWith((request, nth) =>
      nth === 1 ? errorResponse(status, 'SlowDown') : uploadResponse(request),
    )
    expect(await archive.write('video_1/video', streamFrom(large.slice(0, 10)), { contentType })).toBe(10)
    expect(requests).toHaveLength(2)
  })

  it('does not retry a 403, and reports its code without names', async () => {
    const archive = archiveWith(() => errorResponse(403, 'AccessDenied'))
    const opened = archive.open('video_1/video')
    await expect(opened).rejects.toMatchObject({
      message: 'The archive failed at reading (403, AccessDenied). Check the bucket, its region and the credentials.',
    })
    expect(requests).toHaveLength(1)
  })

  it('cuts a range out of a full response', async () => {
    const archive = archiveWith(() => new Response('0123456789', { headers: { 'content-length': '10' } }))
    const found = await archive.open('video_1/video', { start: 2, end: 4 })
    expect(found?.bytes).toBe(10)
    expect(new TextDecoder().decode(await bytesOf(found?.body ?? streamFrom(new Uint8Array())))).toBe('234')
  })

  it('sends a range with both ends, since some servers handle suffix ranges wrongly', async () => {
    const response = new Response('89', { status: 206, headers: { 'content-range': 'bytes 8-9/10' } })
    await archiveWith(() => response).open('video_1/video', { start: 8, end: 9 })
    expect(requests[0]?.headers.get('range')).toBe('bytes=8-9')
  })
})
