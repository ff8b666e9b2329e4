import { describe, expect, it } from 'vitest'
import { SubmissionRejectedError } from './upstream'
import { upstreamServer, film, videoBytes } from './testing/upstream-server'

const submitOptions = { idempotencyKey: 'row-1' }
const bytesOf = async (body: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(body).arrayBuffer())

describe('the path of a film', () => {
  it('creates as multipart with the key and our idempotency key, then polls, then fetches', async () => {
    const { upstream, seen } = upstreamServer({
      'POST /videos': Response.json({ id: 'video_1', object: 'video', status: 'queued', progress: 0 }),
      'GET /videos/video_1': Response.json(
        { id: 'video_1', status: 'in_progress', progress: 42, created_at: 1_790_000_000 },
        { headers: { 'openai-poll-after-ms': '1500' } },
      ),
      'GET /videos/video_1/content': film(),
    })
    const { ref, update } = await upstream.create({ prompt: 'A lamp', seconds: '4' }, submitOptions)
    expect(ref).toBe('video_1')
    expect(update.status).toBe('queued')
    expect(seen[0]?.body).toEqual({ prompt: 'A lamp', seconds: '4', model: 'sora-2' })
    expect(seen[0]?.headers.get('idempotency-key')).toBe('row-1')
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer sk-secret-1234')

    const answer = await upstream.retrieve(ref)
    expect(answer.update).toMatchObject({ status: 'in_progress', progress: 42, created_at: 1_790_000_000 })
    expect(answer.pollAfterMs).toBe(1_500)

    const content = await upstream.content(ref, 'video')
    expect(content).toMatchObject({ status: 200, contentType: 'video/mp4', contentLength: 4_096 })
    expect(await bytesOf(content.body)).toEqual(videoBytes)
  })

  it('sends a reference image as a file with its true type', async () => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': Response.json({ id: 'v', status: 'queued' }) })
    const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2])])
    await upstream.create({ prompt: 'A lamp', input_reference: png }, submitOptions)
    const { input_reference: file } = seen[0]!.body as { input_reference: File }
    expect([file.type, file.name, file.size]).toEqual(['image/png', 'reference.png', 10])
  })

  it('encodes an id that holds slashes and signs', async () => {
    const id = 'dmlkZW8/+a=:/..'
    const { upstream } = upstreamServer({
      'POST /videos': Response.json({ video_id: id, status: 'pending' }),
      [`GET /videos/${encodeURIComponent(id)}`]: Response.json({ status: 'done' }),
    })
    const { ref } = await upstream.create({ prompt: 'A lamp' }, submitOptions)
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
  })
})

describe('a submission is refused only where certainly nothing was made', () => {
  const createAgainst = (answer: Response | Error) => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': answer })
    return upstream.create({ prompt: 'A lamp' }, submitOptions).then(
      () => ({ error: undefined, seen }),
      (error: unknown) => ({ error, seen }),
    )
  }
  const connection = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } })

  it.each([
    ['400 with a reason', Response.json({ error: { code: 'sentinel_block', message: 'Blocked' } }, { status: 400 })],
    ['401', Response.json({ error: { message: 'Bad key' } }, { status: 401 })],
    ['404', Response.json({ detail: 'Not Found' }, { status: 404 })],
    ['429', new Response('slow down', { status: 429, headers: { 'retry-after': '7' } })],
    [
      '503 of the API itself with a time to come back',
      Response.json({ error: { message: 'Overloaded' } }, { status: 503, headers: { 'retry-after': '2' } }),
    ],
    [
      '503 in the words of another API with a time to come back',
      Response.json({ detail: 'Busy' }, { status: 503, headers: { 'retry-after': '2' } }),
    ],
    ['302 that adds a slash', new Response(null, { status: 302, headers: { location: '/v1/videos/' } })],
    ['a refused connection', connection('ECONNREFUSED')],
    ['an unknown host', connection('ENOTFOUND')],
  ])('%s: nothing was made', async (_, answer) => {
    const { error, seen } = await createAgainst(answer)
    expect(error).toBeInstanceOf(SubmissionRejectedError)
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['500', new Response('<html>oops</html>', { status: 500 })],
    ['503 without a time', Response.json({ error: { message: 'Overloaded' } }, { status: 503 })],
    ['503 with a time and no words', new Response(null, { status: 503, headers: { 'retry-after': '2' } })],
    [
      '503 with a time on the page of a gateway',
      new Response('<!DOCTYPE html><title>503 Backend fetch failed</title>', {
        status: 503,
        headers: { 'retry-after': '5' },
      }),
    ],
    ['504', new Response(null, { status: 504 })],
    ['408', new Response(null, { status: 408 })],
    ['409', Response.json({ error: { message: 'Key in use' } }, { status: 409 })],
    ['a broken connection', connection('ECONNRESET')],
    ['a page instead of JSON', new Response('<html>hello</html>')],
    ['an answer without an id', Response.json({ status: 'queued' })],
    ['303', new Response(null, { status: 303, headers: { location: '/v1/videos/video_1' } })],
    ['302 to another path', new Response(null, { status: 302, headers: { location: '/v1/videos/video_1' } })],
  ])('%s: a job may exist, and it is not sent again', async (_, answer) => {
    const { error, seen } = await createAgainst(answer)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(SubmissionRejectedError)
    expect(seen).toHaveLength(1)
  })
})
