import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { OpenAI } from 'openai'
import { describe, expect, it } from 'vitest'
import { toNode } from '../node'
import type { BeforeCreateInput } from '../jobs/before-create'
import type { VideoServerOptions } from '../video-server'
import { createMp4 } from '../testing/create-mp4'
import type { Mp4Options } from '../testing/create-mp4'
import { createTestServer } from '../testing/test-server'
import { fakeUpstream } from '../testing/fake-upstream'
import { createTestApp, jsonPost } from '../testing/test-app'

const mp4 = (bytes: Uint8Array<ArrayBuffer> = createMp4({ width: 320, height: 192 })) =>
  new File([bytes], 'holiday.mp4', { type: 'video/mp4' })

/** Options of a request that posts these fields as a multipart form. */
function form(fields: Record<string, string | Blob>, headers: Record<string, string> = {}): RequestInit {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return { method: 'POST', body, headers }
}

/** A server that accepts uploaded videos, with an upstream that records the source videos it receives. */
function openUploads(options: Partial<VideoServerOptions> = {}, idempotent = false) {
  const sources: unknown[] = []
  const base = fakeUpstream({ idempotent })
  const recordSource: typeof base.extend = (source, _request, options) => {
    sources.push(source)
    return base.create({ prompt: '' }, options)
  }
  base.capabilities.acceptsUploadedVideos = true
  const upstream = Object.assign(base, { edit: recordSource, extend: recordSource })
  const server = createTestServer({ allowVideoUploads: true, upstream, ...options })
  return { ...server, upstream, sources }
}

const errorOf = async (response: Response) => {
  const { error } = await response.json()
  return [response.status, error.code, error.param]
}

describe('without allowVideoUploads', () => {
  it.each(['edits', 'extensions'])(
    'rejects an uploaded video for %s with 400, whatever its size, and offers no limit',
    async (route) => {
      const app = createTestApp()
      for (const file of [mp4(), mp4(createMp4({ mediaBytes: 20_000_000 }))]) {
        const response = await app.request(`/videos/${route}`, form({ prompt: 'Brighter.', video: file }))
        expect(await errorOf(response)).toEqual([400, 'invalid_request', 'video'])
      }
      expect(await (await app.request('/videos/capabilities')).json()).not.toHaveProperty('max_uploaded_video_bytes')
      expect(app.sandbox.counters.creates).toBe(0)
      await app.videos.close()
    },
  )
})

describe('with allowVideoUploads', () => {
  it('edits and extends an uploaded video end to end', async () => {
    const app = createTestApp({ server: { allowVideoUploads: true } })
    const fields = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
    await app.request('/videos', jsonPost(fields))
    await app.advance(60)
    const file = new Blob([new Uint8Array(sampleVideo().video)])
    const edited: Video = await (await app.request('/videos/edits', form({ prompt: 'At night.', video: file }))).json()
    const extension = form({ prompt: 'It sails on.', video: file, seconds: '2' })
    const extended: Video = await (await app.request('/videos/extensions', extension)).json()
    await app.advance(60)
    const done: Video[] = []
    for (const { id } of [edited, extended]) done.push(await (await app.request(`/videos/${id}`)).json())
    expect(done).toMatchObject([
      { status: 'completed', prompt: 'At night.', seconds: '1', model: 'mini', remixed_from_video_id: null },
      { status: 'completed', prompt: 'It sails on.', seconds: '3', model: 'mini' },
    ])
    expect((await app.request(`/videos/${edited.id}/content`)).status).toBe(200)
    expect(app.sandbox.counters.creates).toBe(3)
    await app.videos.close()
  })

  it('reports an upstream rejection on the parameter `video`', async () => {
    const app = createTestApp({ server: { allowVideoUploads: true } })
    const response = await app.request('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }))
    // The sandbox accepts only videos that it created.
    expect(await errorOf(response)).toEqual([400, 'invalid_value', 'video'])
    expect(await (await app.request('/videos')).json()).toMatchObject({ data: [] })
    await app.videos.close()
  })

  it('returns max_uploaded_video_bytes, unless the upstream can neither edit nor extend', async () => {
    const { request, upstream } = openUploads({ maxUploadedVideoBytes: 5_000 })
    expect(await (await request('/videos/capabilities')).json()).toMatchObject({ max_uploaded_video_bytes: 5_000 })
    Object.assign(upstream, { edit: undefined, extend: undefined })
    expect(await (await request('/videos/capabilities')).json()).not.toHaveProperty('max_uploaded_video_bytes')
  })

  it('throws at start if the upstream does not accept uploaded videos', () => {
    expect(() => createTestServer({ allowVideoUploads: true })).toThrow(/acceptsUploadedVideos/)
  })

  it('sends the file upstream with its detected type and without its name', async () => {
    const { request, sources } = openUploads()
    const file = new File([createMp4({ brand: 'qt  ' })], '../../etc/passwd.exe', { type: 'text/html' })
    await request('/videos/edits', form({ prompt: 'Brighter.', video: file }))
    const [source] = sources
    expect(source).toBeInstanceOf(Blob)
    expect([Object(source).type, Object(source).name, Object(source).size]).toEqual([
      'video/quicktime',
      undefined,
      file.size,
    ])
  })

  it('accepts the id of a video of the owner, as JSON and as a form, and returns 404 for another owner’s', async () => {
    const server = openUploads()
    const { id } = await server.create()
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(60)
    const inForm = form({ prompt: 'Brighter.', 'video[id]': id })
    expect((await server.request('/videos/edits', inForm)).status).toBe(200)
    expect((await server.request('/videos/edits', jsonPost({ prompt: 'Brighter.', video: { id } }))).status).toBe(200)
    expect(server.sources).toEqual(['up-1', 'up-1'])
    expect((await server.request('/videos/edits', { ...inForm, as: 'bob' })).status).toBe(404)
  })

  it('passes the file to beforeCreate', async () => {
    const inputs: BeforeCreateInput[] = []
    const { request } = openUploads({ beforeCreate: (input) => void inputs.push(input) })
    const file = mp4()
    await request('/videos/extensions', form({ prompt: 'Go on.', video: file, seconds: '8' }))
    expect(inputs).toMatchObject([{ owner: 'ada', operation: 'extend', cost: 0.8, uploadedVideo: { size: file.size } }])
  })
})

describe('length and price', () => {
  const four = { width: 320, height: 192 }
  it.each<[string, string, Record<string, string>, Mp4Options, string, number | undefined]>([
    ['an edit', 'edits', {}, four, '4', 0.4],
    ['an extension', 'extensions', { seconds: '8' }, four, '12', 0.8],
    [
      'an extension of an odd length',
      'extensions',
      { seconds: '4' },
      { ...four, timescale: 24_000, duration: 96_096 },
      '8',
      0.4,
    ],
    ['an edit of an odd length', 'edits', {}, { ...four, timescale: 30_000, duration: 40_040 }, '1.33', 0.4],
    ['an edit of a longer video', 'edits', {}, { ...four, duration: 6_000 }, '6', 0.6],
    [
      'a length that does not fit the number of bytes',
      'edits',
      {},
      { ...four, duration: 10, mediaBytes: 100_000 },
      '',
      undefined,
    ],
    ['a size without a price', 'edits', {}, { width: 640, height: 360 }, '4', undefined],
    ['an unknown length', 'edits', {}, { ...four, duration: 0 }, '', undefined],
    ['an extension of an unknown length', 'extensions', { seconds: '4' }, { ...four, duration: 0 }, '', 0.4],
  ])('%s', async (_, route, fields, shape, seconds, price) => {
    const costs: unknown[] = []
    const { request } = openUploads({ beforeCreate: ({ cost }) => void costs.push(cost) })
    const upload = form({ prompt: 'Brighter.', video: mp4(createMp4(shape)), ...fields })
    const video: Video = await (await request(`/videos/${route}`, upload)).json()
    expect([video.seconds, video.size, costs]).toEqual([seconds, `${shape.width}x${shape.height}`, [price]])
  })

  it('a video with a false length is rejected or costs at least the shortest length', async () => {
    const { request, sources } = openUploads({ limits: { spendPerDay: 0.5 } })
    const edit = (shape: Mp4Options) =>
      request('/videos/edits', form({ prompt: 'Brighter.', video: mp4(createMp4(shape)) }))
    const large = await edit({ ...four, duration: 10, mediaBytes: 5_000_000 })
    expect([large.status, sources.length]).toEqual([400, 0])
    const small = [await edit({ ...four, duration: 10 }), await edit({ ...four, duration: 10 })]
    expect([...small.map(({ status }) => status), sources.length]).toEqual([200, 429, 1])
  })

  it('with limited spending, rejects a video without a price and counts one with a price', async () => {
    const { request, sources } = openUploads({ limits: { spendPerDay: 1 } })
    const unpriced = form({ prompt: 'Brighter.', video: mp4(createMp4({ width: 640, height: 360 })) })
    expect((await request('/videos/edits', unpriced)).status).toBe(400)
    const priced = () => request('/videos/extensions', form({ prompt: 'Go on.', video: mp4(), seconds: '8' }))
    expect([(await priced()).status, (await priced()).status, sources.length]).toEqual([200, 429, 1])
  })
})

describe('an Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'one intent' }

  it('returns the same video for the same file, and 409 for another file', async () => {
    const { request, sources } = openUploads()
    const edit = (file: Blob) => request('/videos/edits', form({ prompt: 'Brighter.', video: file }, key))
    const [one, duplicate]: Video[] = await Promise.all([(await edit(mp4())).json(), (await edit(mp4())).json()])
    const other = await edit(mp4(createMp4({ width: 320, height: 192, duration: 5_000 })))
    expect([duplicate?.id, other.status, sources.length]).toEqual([one?.id, 409, 1])
  })

  it.each([true, false])('never sends a file again after a lost response (idempotent: %s)', async (idempotent) => {
    const server = openUploads({}, idempotent)
    server.upstream.onCreate = () => Promise.reject(new VideoError('No response.', { code: 'upstream_timeout' }))
    const response = await server.request('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }, key))
    const { id }: Video = await response.json()
    await server.advance(7_300, 60)
    expect(await server.retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'submission_unknown' } })
    expect(server.sources).toHaveLength(1)
  })
})

describe('an invalid or excessive upload', () => {
  const text = (content: string) => new Blob([content])
  it.each<[string, Record<string, string | Blob>, unknown[]]>([
    ['an HTML page', { video: text('<!doctype html><script>') }, [400, 'invalid_request', 'video']],
    [
      'an executable named .mp4',
      { video: mp4(new Uint8Array([0x4d, 0x5a, 0x90, 0])) },
      [400, 'invalid_request', 'video'],
    ],
    ['an empty file', { video: text('') }, [400, 'invalid_request', 'video']],
    ['a truncated video', { video: mp4(createMp4().slice(0, -10)) }, [400, 'invalid_request', 'video']],
    ['a video over the limit', { video: mp4(createMp4({ mediaBytes: 200_000 })) }, [413, 'too_large', 'video']],
    ['a body over the limit', { video: mp4(createMp4({ mediaBytes: 2_000_000 })) }, [413, 'too_large', 'video']],
    ['a URL', { video: 'https://elsewhere.test/video.mp4' }, [400, 'invalid_request', 'video']],
    ['an id and a file', { video: mp4(), 'video[id]': 'video_1' }, [400, 'invalid_request', 'video']],
    ['a video without a prompt', { prompt: '', video: mp4() }, [400, 'invalid_request', 'prompt']],
    ['a character', { video: mp4(), characters: 'char_1' }, [400, 'invalid_request', 'characters']],
  ])('rejects %s without an upstream request', async (_, fields, expected) => {
    const { request, sources } = openUploads({ maxUploadedVideoBytes: 100_000 })
    expect(await errorOf(await request('/videos/edits', form({ prompt: 'Brighter.', ...fields })))).toEqual(expected)
    expect(sources).toEqual([])
  })

  it('stops reading an endless body at the limit', async () => {
    const { request } = openUploads({ maxUploadedVideoBytes: 100_000 })
    let sent = 0
    const start = '--x\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\n\r\n'
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const init: RequestInit & { duplex: string } = { method: 'POST', body, headers, duplex: 'half' }
    expect(await errorOf(await request('/videos/edits', init))).toEqual([413, 'too_large', 'video'])
    expect(sent).toBeLessThan(1_500_000)
  })

  it('rejects a further upload of an owner whose uploads fill their memory, with 429 and Retry-After', async () => {
    const { request } = openUploads({
      maxReferenceImageBytes: 1_000,
      maxUploadedVideoBytes: 4_000_000,
      maxRequestMemoryBytes: 20_000_000,
    })
    const large = form({ prompt: 'Brighter.', video: mp4(createMp4({ mediaBytes: 3_000_000 })) })
    const ends: (() => void)[] = []
    const start = '--x\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\n\r\n'
    const slow = (): RequestInit & { duplex: string } => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(start))
          controller.enqueue(new Uint8Array(3_000_000))
          ends.push(() => controller.close())
        },
      })
      return { method: 'POST', body, headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, duplex: 'half' }
    }
    const open = request('/videos/edits', slow())
    await new Promise((resolve) => setTimeout(resolve, 50))
    const second = await request('/videos/edits', large)
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await request('/videos/edits', { ...large, as: 'bob' })).status).toBe(200)
    for (const end of ends) end()
    expect((await open).status).toBe(400)
    expect((await request('/videos/edits', large)).status).toBe(200)
  })

  it('rejects an unauthenticated upload', async () => {
    const { request, sources } = openUploads()
    const response = await request('/videos/edits', { ...form({ prompt: 'Brighter.', video: mp4() }), as: null })
    expect([response.status, sources.length]).toEqual([401, 0])
  })
})

describe('over a socket', () => {
  /** Posts 3 MB and reads the response, which may arrive before the last byte is sent. */
  async function postLarge(server: Partial<VideoServerOptions>, sendsLength: boolean) {
    const app = createTestApp({ server })
    const http = createServer(toNode(app.videos)).listen(0, '127.0.0.1')
    await once(http, 'listening')
    const address = http.address()
    const upload = new Request(
      'http://app.test',
      form({ prompt: 'Brighter.', video: mp4(createMp4({ mediaBytes: 3_000_000 })) }),
    )
    const bytes = Buffer.from(await upload.arrayBuffer())
    const outgoing = httpRequest({
      port: typeof address === 'object' ? address?.port : 0,
      method: 'POST',
      path: '/videos/edits',
      headers: {
        authorization: 'Bearer ada',
        'content-type': upload.headers.get('content-type') ?? '',
        ...(sendsLength && { 'content-length': bytes.length }),
      },
    })
    outgoing.end(bytes)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    const { error } = JSON.parse((await incoming.toArray()).join(''))
    http.closeAllConnections()
    http.close()
    await app.videos.close()
    return [incoming.statusCode, error.code, error.param]
  }

  it.each<[string, Partial<VideoServerOptions>, unknown[]]>([
    ['not allowed', { maxReferenceImageBytes: 1_000 }, [400, 'invalid_request', 'video']],
    ['too large', { allowVideoUploads: true, maxUploadedVideoBytes: 10_000 }, [413, 'too_large', 'video']],
    ['rejected by the upstream', { allowVideoUploads: true }, [400, 'invalid_value', 'video']],
  ])('reports a file that is %s, with and without Content-Length', async (_, server, expected) => {
    expect([await postLarge(server, true), await postLarge(server, false)]).toEqual([expected, expected])
  })
})

it('the official SDK edits and extends through the mount, by id and by file', async () => {
  const app = createTestApp({ server: { allowVideoUploads: true } })
  const client = new OpenAI({
    baseURL: 'http://app.test/api',
    apiKey: 'ada',
    fetch: (url, init) => app.videos.fetch(new Request(url, init)),
  })
  const { id } = await client.videos.create({ prompt: 'A boat' })
  await app.advance(60)
  const byId = await client.videos.edit({ prompt: 'At night.', video: { id } })
  const longer = await client.videos.extend({ prompt: 'It sails on.', video: { id }, seconds: '4' })
  const byFile = await client.videos.edit({
    prompt: 'At dawn.',
    video: new File([new Uint8Array(sampleVideo().video)], 'boat.mp4'),
  })
  expect([byId.remixed_from_video_id, longer.seconds, byFile.status]).toEqual([id, '5', 'queued'])
  await app.videos.close()
})
