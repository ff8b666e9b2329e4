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
const newArchive = (more = {}) => s3Archive({ ...s3.options, prefix: `p${(archiveCount += 1)}/`, ...more })

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
  expect(url).not.toContain(`${s3.options.secretAccessKey}&`)
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
  const archiveWith = (respond: (request: Request, nth: number) => Response | Error, more = {}) =>
    s3Archive({
      ...s3.options,
      endpoint: 'https://s3.test',
      retries: 1,
      ...more,
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
    await expect.poll(() => requests.at(-1)?.method).toBe('DELETE')
  })

  it('aborts the upload if the body fails, so that no parts are billed', async () => {
    const written = archiveWith(uploadResponse).write('video_1/video', streamFrom(large, new Error('cut')), {
      contentType,
    })
    await expect(written).rejects.toThrow('cut')
    await expect.poll(() => requests.at(-1)?.method).toBe('DELETE')
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

  it.each([
    ['404 NoSuchKey', errorResponse(404, 'NoSuchKey'), null],
    ['404 NoSuchBucket', errorResponse(404, 'NoSuchBucket'), 'overloaded'],
    ['404 of a proxy', new Response('<html>Not Found</html>', { status: 404 }), 'overloaded'],
    ['404 without a body', new Response(null, { status: 404 }), 'overloaded'],
    ['403 AccessDenied', errorResponse(403, 'AccessDenied'), 'overloaded'],
    ['301 PermanentRedirect', errorResponse(301, 'PermanentRedirect'), 'overloaded'],
    ['503 SlowDown', errorResponse(503, 'SlowDown'), 'overloaded'],
  ])('says that a file is missing only if the storage says so: %s', async (_, response, expected) => {
    const archive = archiveWith(() => response.clone())
    const codeOf = (error: unknown): unknown => (error as { code?: string }).code
    const deleted = await archive.delete('video_1/video').then(() => null, codeOf)
    expect([await archive.open('video_1/video').catch(codeOf), deleted]).toEqual([expected, expected])
  })

  it('asks for an uncompressed file, with a header that proxies may change, so it is not signed', async () => {
    await archiveWith(() => new Response('0123', { headers: { 'content-length': '4' } })).open('video_1/video')
    expect(requests[0]?.headers.get('accept-encoding')).toBe('identity')
    expect(requests[0]?.headers.get('authorization')).not.toContain('accept-encoding')
  })

  it.each([
    ['the whole file', undefined, '0123456789'],
    ['a range of it', { start: 2, end: 4 }, '234'],
  ])('does not believe a length beside a content coding: %s', async (_, range, expected) => {
    // As fetch returns it: decoded, beside the length of the compressed bytes.
    const headers = { 'content-length': '5', 'content-encoding': 'gzip' }
    const found = await archiveWith(() => new Response('0123456789', { headers })).open('video_1/video', range)
    expect(found?.bytes).toBeUndefined()
    expect(new TextDecoder().decode(await bytesOf(found?.body ?? streamFrom(new Uint8Array())))).toBe(expected)
  })

  it.each([
    ['compressed', { 'content-range': 'bytes 2-4/10', 'content-encoding': 'gzip' }],
    ['another range', { 'content-range': 'bytes 0-2/10' }],
    ['of unknown place', {}],
  ])('rejects a partial response that is %s', async (_, headers) => {
    const archive = archiveWith(() => new Response('234', { status: 206, headers: new Headers(headers) }))
    await expect(archive.open('video_1/video', { start: 2, end: 4 })).rejects.toMatchObject({ code: 'overloaded' })
  })

  it.each([
    ['path', 'https://s3.test', 'https://s3.test/videos/video_1/video'],
    ['path', 'https://s3.test:9000/storage/', 'https://s3.test:9000/storage/videos/video_1/video'],
    ['virtual-hosted', 'https://oss.test', 'https://videos.oss.test/video_1/video'],
    ['virtual-hosted', 'https://oss.test:9000/', 'https://videos.oss.test:9000/video_1/video'],
  ])('names the bucket in %s style at %s', async (addressStyle, endpoint, url) => {
    const archive = archiveWith(() => errorResponse(404, 'NoSuchKey'), { addressStyle, endpoint, redirects: true })
    await archive.open('video_1/video')
    expect(requests[0]?.url).toBe(url)
    expect(await archive.redirect?.('video_1/video', { contentType })).toMatch(url)
  })

  it('rejects an endpoint that is not a URL at the start', () => {
    expect(() => s3Archive({ ...s3.options, endpoint: 's3.test' })).toThrow('https://s3.eu-central-1.amazonaws.com')
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
