import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { tinyVideo } from '@dailies/sandbox/browser'
import { OpenAI } from 'openai'
import { describe, expect, it } from 'vitest'
import { toNode } from './node'
import type { BeforeCreateInput } from './server-context'
import type { VideoServerOptions } from './video-server'
import { videoOf } from './testing/mp4-boxes'
import { openScene } from './testing/scene'
import { scriptedUpstream } from './testing/scripted-upstream'
import { openStage, posting } from './testing/stage'

const mp4 = (bytes: Uint8Array<ArrayBuffer> = videoOf({ width: 320, height: 192 })) =>
  new File([bytes], 'holiday.mp4', { type: 'video/mp4' })

/** A form to post. */
function form(fields: Record<string, string | Blob>, headers: Record<string, string> = {}): RequestInit {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return { method: 'POST', body, headers }
}

/** A server that takes films, before an upstream that tells what reached it. */
function openUploads(options: Partial<VideoServerOptions> = {}, idempotent = false) {
  const sources: unknown[] = []
  const base = scriptedUpstream({ idempotent })
  const submit: typeof base.extend = (source, _request, options) => {
    sources.push(source)
    return base.create({ prompt: '' }, options)
  }
  base.capabilities.takesUploadedVideos = true
  const upstream = Object.assign(base, { edit: submit, extend: submit })
  const scene = openScene({ allowVideoUploads: true, upstream, ...options })
  return { ...scene, upstream, sources }
}

const errorOf = async (response: Response) => {
  const { error } = await response.json()
  return [response.status, error.code, error.param]
}

describe('without allowVideoUploads', () => {
  it.each(['edits', 'extensions'])('a film is 400 for %s, however large, and is not offered', async (route) => {
    const stage = openStage()
    for (const film of [mp4(), mp4(videoOf({ pictures: 20_000_000 }))]) {
      const answer = await stage.ask(`/videos/${route}`, form({ prompt: 'Brighter.', video: film }))
      expect(await errorOf(answer)).toEqual([400, 'invalid_request', 'video'])
    }
    expect(await (await stage.ask('/videos/capabilities')).json()).not.toHaveProperty('max_uploaded_video_bytes')
    expect(stage.sandbox.counters.creates).toBe(0)
    await stage.videos.close()
  })
})

describe('with allowVideoUploads', () => {
  it('a film is edited and extended, from the visitor to the upstream and back', async () => {
    const stage = openStage({ server: { allowVideoUploads: true } })
    const wish = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
    await stage.ask('/videos', posting(wish))
    await stage.advance(60)
    const film = new Blob([new Uint8Array(tinyVideo().video)])
    const edited: Video = await (await stage.ask('/videos/edits', form({ prompt: 'At night.', video: film }))).json()
    const extension = form({ prompt: 'It sails on.', video: film, seconds: '2' })
    const extended: Video = await (await stage.ask('/videos/extensions', extension)).json()
    await stage.advance(60)
    const done: Video[] = []
    for (const { id } of [edited, extended]) done.push(await (await stage.ask(`/videos/${id}`)).json())
    expect(done).toMatchObject([
      { status: 'completed', prompt: 'At night.', seconds: '1', model: 'mini', remixed_from_video_id: null },
      { status: 'completed', prompt: 'It sails on.', seconds: '3', model: 'mini' },
    ])
    expect((await stage.ask(`/videos/${edited.id}/content`)).status).toBe(200)
    expect(stage.sandbox.counters.creates).toBe(3)
    await stage.videos.close()
  })

  it('what is wrong for the upstream is told beside the film', async () => {
    const stage = openStage({ server: { allowVideoUploads: true } })
    const answer = await stage.ask('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }))
    // A sandbox works only on films that it made.
    expect(await errorOf(answer)).toEqual([400, 'invalid_value', 'video'])
    expect(await (await stage.ask('/videos')).json()).toMatchObject({ data: [] })
    await stage.videos.close()
  })

  it('capabilities tell the largest film, unless the upstream can neither edit nor extend', async () => {
    const { ask, upstream } = openUploads({ maxUploadedVideoBytes: 5_000 })
    expect(await (await ask('/videos/capabilities')).json()).toMatchObject({ max_uploaded_video_bytes: 5_000 })
    Object.assign(upstream, { edit: undefined, extend: undefined })
    expect(await (await ask('/videos/capabilities')).json()).not.toHaveProperty('max_uploaded_video_bytes')
  })

  it('an upstream that takes no films is told of at once', () => {
    expect(() => openScene({ allowVideoUploads: true })).toThrow(/takesUploadedVideos/)
  })

  it('the film goes upstream under the type that it is, whatever it was called', async () => {
    const { ask, sources } = openUploads()
    const film = new File([videoOf({ brand: 'qt  ' })], '../../etc/passwd.exe', { type: 'text/html' })
    await ask('/videos/edits', form({ prompt: 'Brighter.', video: film }))
    const [source] = sources
    expect(source).toBeInstanceOf(Blob)
    expect([Object(source).type, Object(source).name, Object(source).size]).toEqual([
      'video/quicktime',
      undefined,
      film.size,
    ])
  })

  it('a film of the visitor is still named by its id, in either form, and another’s is not there', async () => {
    const scene = openUploads()
    const { id } = await scene.create()
    scene.upstream.hears = { status: 'completed' }
    await scene.pass(60)
    const inForm = form({ prompt: 'Brighter.', 'video[id]': id })
    expect((await scene.ask('/videos/edits', inForm)).status).toBe(200)
    expect((await scene.ask('/videos/edits', posting({ prompt: 'Brighter.', video: { id } }))).status).toBe(200)
    expect(scene.sources).toEqual(['up-1', 'up-1'])
    expect((await scene.ask('/videos/edits', { ...inForm, as: 'bob' })).status).toBe(404)
  })

  it('beforeCreate sees the film', async () => {
    const seen: BeforeCreateInput[] = []
    const { ask } = openUploads({ beforeCreate: (submission) => void seen.push(submission) })
    const film = mp4()
    await ask('/videos/extensions', form({ prompt: 'Go on.', video: film, seconds: '8' }))
    expect(seen).toMatchObject([{ owner: 'ada', verb: 'extend', cost: 0.8, film: { size: film.size } }])
  })
})

describe('length and price', () => {
  const four = { width: 320, height: 192 }
  it.each([
    ['an edit', 'edits', {}, four, '4', 0.4],
    ['an extension', 'extensions', { seconds: '8' }, four, '12', 0.8],
    ['an odd length', 'extensions', { seconds: '4' }, { ...four, scale: 24_000, length: 96_096 }, '8', 0.4],
    ['an odd length edited', 'edits', {}, { ...four, scale: 30_000, length: 40_040 }, '1.33', 0.4],
    ['a longer one', 'edits', {}, { ...four, length: 6_000 }, '6', 0.6],
    ['a length that its bytes belie', 'edits', {}, { ...four, length: 10, pictures: 100_000 }, '', undefined],
    ['a size without a price', 'edits', {}, { width: 640, height: 360 }, '4', undefined],
    ['a length that is not told', 'edits', {}, { ...four, length: 0 }, '', undefined],
    ['an extension of it', 'extensions', { seconds: '4' }, { ...four, length: 0 }, '', 0.4],
  ] as const)('%s', async (_, route, fields, shape, seconds, price) => {
    const costs: unknown[] = []
    const { ask } = openUploads({ beforeCreate: ({ cost }) => void costs.push(cost) })
    const asked = form({ prompt: 'Brighter.', video: mp4(videoOf(shape)), ...fields })
    const video: Video = await (await ask(`/videos/${route}`, asked)).json()
    expect([video.seconds, video.size, costs]).toEqual([seconds, `${shape.width}x${shape.height}`, [price]])
  })

  it('a film that lies about its length costs no less than the shortest there is, if it is taken at all', async () => {
    const { ask, sources } = openUploads({ limits: { spendPerDay: 0.5 } })
    const edit = (shape: object) => ask('/videos/edits', form({ prompt: 'Brighter.', video: mp4(videoOf(shape)) }))
    const large = await edit({ ...four, length: 10, pictures: 5_000_000 })
    expect([large.status, sources.length]).toEqual([400, 0])
    const small = [await edit({ ...four, length: 10 }), await edit({ ...four, length: 10 })]
    expect([...small.map(({ status }) => status), sources.length]).toEqual([200, 429, 1])
  })

  it('where spending is limited, what has no price is refused and what has one is counted', async () => {
    const { ask, sources } = openUploads({ limits: { spendPerDay: 1 } })
    const unknown = form({ prompt: 'Brighter.', video: mp4(videoOf({ width: 640, height: 360 })) })
    expect((await ask('/videos/edits', unknown)).status).toBe(400)
    const known = () => ask('/videos/extensions', form({ prompt: 'Go on.', video: mp4(), seconds: '8' }))
    expect([(await known()).status, (await known()).status, sources.length]).toEqual([200, 429, 1])
  })
})

describe('paying once', () => {
  const key = { 'Idempotency-Key': 'one intent' }

  it('the same film under the same key is the same video, another film 409', async () => {
    const { ask, sources } = openUploads()
    const edit = (film: Blob) => ask('/videos/edits', form({ prompt: 'Brighter.', video: film }, key))
    const [one, twin]: Video[] = await Promise.all([(await edit(mp4())).json(), (await edit(mp4())).json()])
    const other = await edit(mp4(videoOf({ width: 320, height: 192, length: 5_000 })))
    expect([twin?.id, other.status, sources.length]).toEqual([one?.id, 409, 1])
  })

  it.each([true, false])('a film whose answer was lost is never sent again (idempotent: %s)', async (idempotent) => {
    const scene = openUploads({}, idempotent)
    scene.upstream.submits = () => Promise.reject(new VideoError('No answer.', { code: 'upstream_timeout' }))
    const asked = await scene.ask('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }, key))
    const { id }: Video = await asked.json()
    await scene.pass(7_300, 60)
    expect(await scene.see(id)).toMatchObject({ status: 'failed', error: { code: 'submission_unknown' } })
    expect(scene.sources).toHaveLength(1)
  })
})

describe('abuse', () => {
  const text = (words: string) => new Blob([words])
  it.each<[string, Record<string, string | Blob>, unknown[]]>([
    ['a page', { video: text('<!doctype html><script>') }, [400, 'invalid_request', 'video']],
    [
      'an executable called a film',
      { video: mp4(new Uint8Array([0x4d, 0x5a, 0x90, 0])) },
      [400, 'invalid_request', 'video'],
    ],
    ['nothing', { video: text('') }, [400, 'invalid_request', 'video']],
    ['half a film', { video: mp4(videoOf().slice(0, -10)) }, [400, 'invalid_request', 'video']],
    ['too large a film', { video: mp4(videoOf({ pictures: 200_000 })) }, [413, 'too_large', 'video']],
    ['too large a body', { video: mp4(videoOf({ pictures: 2_000_000 })) }, [413, 'too_large', 'video']],
    ['an address', { video: 'https://elsewhere.test/film.mp4' }, [400, 'invalid_request', 'video']],
    ['an id and a film', { video: mp4(), 'video[id]': 'video_1' }, [400, 'invalid_request', 'video']],
    ['a film without a prompt', { prompt: '', video: mp4() }, [400, 'invalid_request', 'prompt']],
    ['a character', { video: mp4(), characters: 'char_1' }, [400, 'invalid_request', 'characters']],
  ])('%s is refused, and nothing is asked of the upstream', async (_, fields, expected) => {
    const { ask, sources } = openUploads({ maxUploadedVideoBytes: 100_000 })
    expect(await errorOf(await ask('/videos/edits', form({ prompt: 'Brighter.', ...fields })))).toEqual(expected)
    expect(sources).toEqual([])
  })

  it('a body that never ends is read no further than the cap', async () => {
    const { ask } = openUploads({ maxUploadedVideoBytes: 100_000 })
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const init: RequestInit & { duplex: string } = { method: 'POST', body, headers, duplex: 'half' }
    expect(await errorOf(await ask('/videos/edits', init))).toEqual([413, 'too_large', 'video'])
    expect(sent).toBeLessThan(1_500_000)
  })

  it('one visitor holds two uploads at once and no more, and is asked to come back', async () => {
    const { ask } = openUploads()
    const ends: (() => void)[] = []
    const slow = (): RequestInit & { duplex: string } => {
      const body = new ReadableStream({ start: (controller) => void ends.push(() => controller.close()) })
      return { method: 'POST', body, headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, duplex: 'half' }
    }
    const open = [ask('/videos/edits', slow()), ask('/videos/edits', slow())]
    await new Promise((resolve) => setTimeout(resolve, 20))
    const third = await ask('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }))
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await ask('/videos/edits', { ...form({ prompt: 'Brighter.', video: mp4() }), as: 'bob' })).status).toBe(200)
    for (const end of ends) end()
    expect((await Promise.all(open)).map(({ status }) => status)).toEqual([400, 400])
    expect((await ask('/videos/edits', form({ prompt: 'Brighter.', video: mp4() }))).status).toBe(200)
  })

  it('a stranger uploads nothing', async () => {
    const { ask, sources } = openUploads()
    const answer = await ask('/videos/edits', { ...form({ prompt: 'Brighter.', video: mp4() }), as: null })
    expect([answer.status, sources.length]).toEqual([401, 0])
  })
})

describe('over a socket', () => {
  /** Posts 3 MB and hears the answer, though it comes before the last byte was sent. */
  async function upload(server: Partial<VideoServerOptions>, tellsLength: boolean) {
    const stage = openStage({ server })
    const http = createServer(toNode(stage.videos)).listen(0, '127.0.0.1')
    await once(http, 'listening')
    const address = http.address()
    const asked = new Request(
      'http://app.test',
      form({ prompt: 'Brighter.', video: mp4(videoOf({ pictures: 3_000_000 })) }),
    )
    const bytes = Buffer.from(await asked.arrayBuffer())
    const outgoing = request({
      port: typeof address === 'object' ? address?.port : 0,
      method: 'POST',
      path: '/videos/edits',
      headers: {
        authorization: 'Bearer ada',
        'content-type': asked.headers.get('content-type') ?? '',
        ...(tellsLength && { 'content-length': bytes.length }),
      },
    })
    outgoing.end(bytes)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    const { error } = JSON.parse((await incoming.toArray()).join(''))
    http.closeAllConnections()
    http.close()
    await stage.videos.close()
    return [incoming.statusCode, error.code, error.param]
  }

  it.each<[string, Partial<VideoServerOptions>, unknown[]]>([
    ['not allowed', { maxReferenceImageBytes: 1_000 }, [400, 'invalid_request', 'video']],
    ['too large', { allowVideoUploads: true, maxUploadedVideoBytes: 10_000 }, [413, 'too_large', 'video']],
    ['refused by the upstream', { allowVideoUploads: true }, [400, 'invalid_value', 'video']],
  ])('a film that is %s is told of, with its length told before and without', async (_, server, expected) => {
    expect([await upload(server, true), await upload(server, false)]).toEqual([expected, expected])
  })
})

it('the official SDK edits and extends through the mount, by id and by file', async () => {
  const stage = openStage({ server: { allowVideoUploads: true } })
  const client = new OpenAI({
    baseURL: 'http://app.test/api',
    apiKey: 'ada',
    fetch: (url, init) => stage.videos.fetch(new Request(url, init)),
  })
  const { id } = await client.videos.create({ prompt: 'A boat' })
  await stage.advance(60)
  const byId = await client.videos.edit({ prompt: 'At night.', video: { id } })
  const longer = await client.videos.extend({ prompt: 'It sails on.', video: { id }, seconds: '4' })
  const byFile = await client.videos.edit({
    prompt: 'At dawn.',
    video: new File([new Uint8Array(tinyVideo().video)], 'boat.mp4'),
  })
  expect([byId.remixed_from_video_id, longer.seconds, byFile.status]).toEqual([id, '5', 'queued'])
  await stage.videos.close()
})
