import { describe, expect, it } from 'vitest'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { upstreamServer, videoResponse, videoBytes } from './testing/upstream-server'

const createOptions = { idempotencyKey: 'row-1' }
const bytesOf = async (body: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(body).arrayBuffer())

describe('the life of a video', () => {
  it('creates with multipart form data, the API key and our idempotency key, then polls, then downloads', async () => {
    const { upstream, requests } = upstreamServer({
      'POST /videos': Response.json({ id: 'video_1', object: 'video', status: 'queued', progress: 0 }),
      'GET /videos/video_1': Response.json(
        { id: 'video_1', status: 'in_progress', progress: 42, created_at: 1_790_000_000 },
        { headers: { 'openai-poll-after-ms': '1500' } },
      ),
      'GET /videos/video_1/content': videoResponse(),
    })
    const { ref, update } = await upstream.create({ prompt: 'A lamp', seconds: '4' }, createOptions)
    expect(ref).toBe('video_1')
    expect(update.status).toBe('queued')
    expect(requests[0]?.body).toEqual({ prompt: 'A lamp', seconds: '4', model: 'sora-2' })
    expect(requests[0]?.headers.get('idempotency-key')).toBe('row-1')
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer sk-secret-1234')

    const polled = await upstream.retrieve(ref)
    expect(polled.update).toMatchObject({ status: 'in_progress', progress: 42, created_at: 1_790_000_000 })
    expect(polled.pollAfterMs).toBe(1_500)

    const content = await upstream.content(ref, 'video')
    expect(content).toMatchObject({ status: 200, contentType: 'video/mp4', contentLength: 4_096 })
    expect(await bytesOf(content.body)).toEqual(videoBytes)
  })

  it('sends a reference image as a file with its detected type', async () => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': Response.json({ id: 'v', status: 'queued' }) })
    const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2])])
    await upstream.create({ prompt: 'A lamp', input_reference: png }, createOptions)
    const { input_reference: file } = requests[0]!.body as { input_reference: File }
    expect([file.type, file.name, file.size]).toEqual(['image/png', 'reference.png', 10])
  })

  it('encodes an id with slashes and other special characters', async () => {
    const id = 'dmlkZW8/+a=:/..'
    const { upstream } = upstreamServer({
      'POST /videos': Response.json({ video_id: id, status: 'pending' }),
      [`GET /videos/${encodeURIComponent(id)}`]: Response.json({ status: 'done' }),
    })
    const { ref } = await upstream.create({ prompt: 'A lamp' }, createOptions)
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
  })
})

describe('rejects with SubmissionRejectedError only if certainly no job was created', () => {
  const createWith = (response: Response | Error) => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': response })
    return upstream.create({ prompt: 'A lamp' }, createOptions).then(
      () => ({ error: undefined, requests }),
      (error: unknown) => ({ error, requests }),
    )
  }
  const connectionError = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } })

  it.each([
    ['400 with a reason', Response.json({ error: { code: 'sentinel_block', message: 'Blocked' } }, { status: 400 })],
    ['401', Response.json({ error: { message: 'Bad key' } }, { status: 401 })],
    ['404', Response.json({ detail: 'Not Found' }, { status: 404 })],
    ['429 of the API itself', Response.json({ error: { message: 'Slow down' } }, { status: 429 })],
    [
      '503 of the API itself with Retry-After',
      Response.json({ error: { message: 'Overloaded' } }, { status: 503, headers: { 'retry-after': '2' } }),
    ],
    [
      '503 in the error format of another API with Retry-After',
      Response.json({ detail: 'Busy' }, { status: 503, headers: { 'retry-after': '2' } }),
    ],
    ['302 that adds a slash', new Response(null, { status: 302, headers: { location: '/v1/videos/' } })],
    ['a refused connection', connectionError('ECONNREFUSED')],
    ['an unknown host', connectionError('ENOTFOUND')],
  ])('%s: no job was created', async (_, response) => {
    const { error, requests } = await createWith(response)
    expect(error).toBeInstanceOf(SubmissionRejectedError)
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['500', new Response('<html>oops</html>', { status: 500 })],
    ['503 without Retry-After', Response.json({ error: { message: 'Overloaded' } }, { status: 503 })],
    ['503 with Retry-After and no body', new Response(null, { status: 503, headers: { 'retry-after': '2' } })],
    [
      '503 with Retry-After and the HTML of a gateway',
      new Response('<!DOCTYPE html><title>503 Backend fetch failed</title>', {
        status: 503,
        headers: { 'retry-after': '5' },
      }),
    ],
    ['429 of a gateway', new Response('slow down', { status: 429, headers: { 'retry-after': '7' } })],
    ['504', new Response(null, { status: 504 })],
    ['408', new Response(null, { status: 408 })],
    ['409', Response.json({ error: { message: 'Key in use' } }, { status: 409 })],
    ['a broken connection', connectionError('ECONNRESET')],
    ['HTML instead of JSON', new Response('<html>hello</html>')],
    ['a response without an id', Response.json({ status: 'queued' })],
    ['303', new Response(null, { status: 303, headers: { location: '/v1/videos/video_1' } })],
    ['302 to another path', new Response(null, { status: 302, headers: { location: '/v1/videos/video_1' } })],
  ])('%s: a job may exist, and the request is not retried', async (_, response) => {
    const { error, requests } = await createWith(response)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(SubmissionRejectedError)
    expect(requests).toHaveLength(1)
  })
})
