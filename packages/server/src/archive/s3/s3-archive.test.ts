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

let prefixes = 0
const newArchive = (more = {}) => s3Archive({ ...s3, prefix: `p${(prefixes += 1)}/`, ...more })

archiveSuite('S3', async () => newArchive())

const contentType = 'video/mp4'
const large = new Uint8Array(12_000_000).map((_, index) => (index * 7 + (index >> 12)) & 255)

it('a file of many parts is whole, and any range of it can be read', async () => {
  const archive = newArchive()
  expect(await archive.write('video_1/video', streamFrom(large), { contentType, bytes: large.length })).toBe(
    large.length,
  )
  const found = await archive.open('video_1/video')
  expect(Buffer.from(await bytesOf(found?.body ?? streamFrom(new Uint8Array()))).equals(large)).toBe(true)
  const seam = await archive.open('video_1/video', { start: 5_242_870, end: 5_242_890 })
  expect(
    Buffer.from(await bytesOf(seam?.body ?? streamFrom(new Uint8Array()))).equals(large.subarray(5_242_870, 5_242_891)),
  ).toBe(true)
})

it('a presigned URL opens the file without a key, and names its type', async () => {
  const archive = newArchive({ redirects: true })
  await archive.write('video_1/video', streamFrom(large.slice(0, 100)), { contentType })
  const url = await archive.redirect?.('video_1/video', { contentType })
  const answer = await fetch(url ?? '')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType])
  expect(url).toContain('X-Amz-Expires=3600')
  expect(url).not.toContain(`${s3.secretAccessKey}&`)
})

it('a bucket redirects nobody unless that is asked for', () => {
  expect(newArchive().redirect).toBeUndefined()
})

/** What a local server cannot be trusted with, against the answers that the protocol documents. */
describe('S3 by the book', () => {
  const asked: Request[] = []
  const bodies: Uint8Array[] = []
  afterEach(() => {
    asked.length = 0
    bodies.length = 0
  })
  const answering = (answer: (request: Request, nth: number) => Response | Error) =>
    s3Archive({
      ...s3,
      endpoint: 'https://s3.test',
      fetch: async (request) => {
        bodies.push(new Uint8Array(await request.clone().arrayBuffer()))
        asked.push(request)
        const answered = answer(request, asked.length)
        if (answered instanceof Error) throw answered
        return answered
      },
    })
  const failure = (status: number, code: string) =>
    new Response(`<Error><Code>${code}</Code><Message>of bucket secret-name</Message></Error>`, { status })
  const upload = (request: Request): Response => {
    const { searchParams } = new URL(request.url)
    if (searchParams.has('uploads')) return new Response('<X><UploadId>u1</UploadId></X>')
    if (request.method === 'PUT')
      return new Response(null, { headers: { etag: `"${searchParams.get('partNumber')}"` } })
    return new Response('<CompleteMultipartUploadResult/>')
  }

  it('every part but the last is exactly 5 MiB, and parts are named in order with their tags', async () => {
    await answering(upload).write('video_1/video', streamFrom(large), { contentType })
    expect(bodies.slice(1, 4).map(({ length }) => length)).toEqual([5_242_880, 5_242_880, large.length - 2 * 5_242_880])
    expect(new TextDecoder().decode(bodies.at(-1))).toBe(
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;1&quot;</ETag></Part><Part><PartNumber>2</PartNumber><ETag>&quot;2&quot;</ETag></Part><Part><PartNumber>3</PartNumber><ETag>&quot;3&quot;</ETag></Part></CompleteMultipartUpload>',
    )
  })

  it('what is sent is signed with its digest, so that the server finds damage', async () => {
    await answering(upload).write('video_1/video', streamFrom(large.slice(0, 10)), { contentType })
    expect(asked[0]?.headers.get('x-amz-content-sha256')).toMatch(/^[\da-f]{64}$/)
    expect(asked[0]?.headers.get('authorization')).toContain('AWS4-HMAC-SHA256')
  })

  it('a completion that fails behind a 200 is a failure, and the upload is aborted', async () => {
    const archive = answering((request) =>
      request.method === 'POST' && request.url.includes('uploadId') ? failure(200, 'InternalError') : upload(request),
    )
    const written = archive.write('video_1/video', streamFrom(large), { contentType })
    await expect(written).rejects.toThrow('InternalError')
    expect(asked.at(-1)?.method).toBe('DELETE')
  })

  it('a body that breaks off aborts the upload, so that no parts are left to be billed', async () => {
    const written = answering(upload).write('video_1/video', streamFrom(large, new Error('cut')), { contentType })
    await expect(written).rejects.toThrow('cut')
    expect(asked.at(-1)?.method).toBe('DELETE')
  })

  it.each([500, 503, 429])('a %i is asked again, and then it works', async (status) => {
    const archive = answering((request, nth) => (nth === 1 ? failure(status, 'SlowDown') : upload(request)))
    expect(await archive.write('video_1/video', streamFrom(large.slice(0, 10)), { contentType })).toBe(10)
    expect(asked).toHaveLength(2)
  })

  it('a refusal is told once, by its code, without the name of anything', async () => {
    const archive = answering(() => failure(403, 'AccessDenied'))
    const opened = archive.open('video_1/video')
    await expect(opened).rejects.toMatchObject({ message: 'The archive failed at reading (403, AccessDenied).' })
    expect(asked).toHaveLength(1)
  })

  it('a range that is answered with the whole is cut out of it', async () => {
    const archive = answering(() => new Response('0123456789', { headers: { 'content-length': '10' } }))
    const found = await archive.open('video_1/video', { start: 2, end: 4 })
    expect(found?.bytes).toBe(10)
    expect(new TextDecoder().decode(await bytesOf(found?.body ?? streamFrom(new Uint8Array())))).toBe('234')
  })

  it('a range is asked for by both its ends, since suffixes are answered wrongly by some', async () => {
    const answer = new Response('89', { status: 206, headers: { 'content-range': 'bytes 8-9/10' } })
    await answering(() => answer).open('video_1/video', { start: 8, end: 9 })
    expect(asked[0]?.headers.get('range')).toBe('bytes=8-9')
  })
})
