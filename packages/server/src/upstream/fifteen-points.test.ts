import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { openStage, posting } from '../testing/stage'
import { videoBytes } from './testing/upstream-server'

/** What a server answers: its status with JSON, or bytes. */
type Said = Response | [status: number, body: unknown] | object

interface Script {
  /** What is asked for beside the prompt. @default the first model of the catalogue */
  wish?: object
  /** In turn, the last one for ever. */
  creates?: Said[]
  looks?: Said[]
  content?: (variant: string) => Said
  /** Films at addresses elsewhere. */
  elsewhere?: Record<string, Said>
  delete?: Said
  /** @default 20 */
  turns?: number
}

const job = { id: 'v', status: 'queued' }
const mp4 = (type = 'video/mp4') => new Response(videoBytes, { headers: { 'content-type': type } })
const avi = () =>
  new Response(new TextEncoder().encode('RIFF\u0010\u0000\u0000\u0000AVI LIST'), {
    headers: { 'content-type': 'video/mp4' },
  })

const answerOf = (said: Said): Response => {
  if (said instanceof Response) return said.clone()
  return Array.isArray(said) ? Response.json(said[1], { status: said[0] }) : Response.json(said)
}

/** One film through the real adapter, in front of a server that says what a row of the table lets it say. */
async function play({
  wish = {},
  creates = [job],
  looks = [{ id: 'v', status: 'completed' }],
  turns = 20,
  ...script
}: Script) {
  const asked: string[] = []
  const keyed: string[] = []
  const forms: string[] = []
  let created = 0
  let looked = 0
  const turn = (said: Said[], at: number): Response => answerOf(said[Math.min(at, said.length - 1)] ?? {})
  const fetch = async (request: Request): Promise<Response> => {
    const { origin, pathname, searchParams } = new URL(request.url)
    if (request.headers.has('authorization')) keyed.push(origin)
    if (origin !== 'http://sandbox.test') return answerOf(script.elsewhere?.[request.url] ?? [404, {}])
    const path = pathname.replace('/v1', '')
    asked.push(`${request.method} ${path}`)
    if (request.method === 'POST') {
      forms.push(request.headers.get('content-type')?.split(/[/;]/)[1] ?? '')
      created += 1
      return turn(creates, created - 1)
    }
    if (request.method === 'DELETE') return answerOf(script.delete ?? { deleted: true })
    if (path.endsWith('/content')) return answerOf(script.content?.(searchParams.get('variant') ?? 'video') ?? mp4())
    if (path === '/videos') return Response.json({ detail: 'Not Found' }, { status: 404 })
    looked += 1
    return turn(looks, looked - 1)
  }
  const stage = openStage({
    upstream: { fetch, trustedMediaOrigins: ['https://cdn.test'] },
    server: { deadlineMs: 600_000 },
  })
  const made: Video = await (await stage.ask('/videos', posting({ prompt: 'A lamp', ...wish }))).json()
  const progress: (number | null)[] = []
  let video = made
  for (let second = 0; second < turns; second += 1) {
    await stage.advance(10)
    video = await (await stage.ask(`/videos/${made.id}`)).json()
    progress.push(video.progress)
  }
  const fileOf = async (variant: string) => {
    const file = await stage.ask(`/videos/${made.id}/content?variant=${variant}`)
    await file.arrayBuffer().catch(() => undefined)
    return [file.status, file.headers.get('content-type')?.split(';')[0]]
  }
  const film = await fileOf('video')
  const thumbnail = await fileOf('thumbnail')
  const listed: { data: Video[] } = await (await stage.ask('/videos')).json()
  const again = await stage.ask('/videos', posting({ prompt: 'Another lamp', ...wish }))
  const deletion = await stage.ask(`/videos/${made.id}`, { method: 'DELETE' })
  await stage.videos.close()
  return {
    video,
    progress: [...new Set(progress)],
    film,
    thumbnail,
    listed: listed.data.some(({ id }) => id === made.id),
    asked,
    keyed: [...new Set(keyed)],
    forms,
    again: again.status,
    deleted: deletion.status,
  }
}

const ours = 'http://sandbox.test'

it.each<[number, string, Script, object]>([
  [
    1,
    'a status of its own words',
    { looks: [{ status: 'WARMING_UP' }, { status: 'Generating' }, { status: 'SUCCESS' }] },
    { video: { status: 'completed' } },
  ],
  [
    1,
    'an unknown status for ever',
    { looks: [{ status: 'warming_up' }], turns: 70 },
    { video: { status: 'failed', error: { code: 'deadline_exceeded' } } },
  ],
  [
    1,
    'a word that says why',
    { looks: [{ status: 'NSFW' }] },
    { video: { status: 'failed', error: { code: 'nsfw' } } },
  ],
  [
    2,
    '202 with an id and a status',
    { creates: [[202, { id: 'v', status: 'pending' }]] },
    { video: { status: 'completed' } },
  ],
  [
    2,
    'a film that is finished at once',
    { creates: [{ id: 'v', status: 'completed', data: [{ url: `${ours}/film.mp4` }] }] },
    { video: { status: 'completed' } },
  ],
  [
    3,
    'an id elsewhere, with signs',
    { creates: [{ task_id: 'a/b+c==:' }], looks: [{ task_id: 'other', status: 'done' }] },
    {
      video: { status: 'completed' },
      asked: expect.arrayContaining(['GET /videos/a%2Fb%2Bc%3D%3D%3A', 'GET /videos/a%2Fb%2Bc%3D%3D%3A/content']),
    },
  ],
  [
    4,
    'no clock',
    { creates: [{ ...job, created_at: 0 }], looks: [{ status: 'done', created: 1, completed_at: 5 }] },
    { video: { created_at: expect.any(Number), status: 'completed' } },
  ],
  [
    5,
    'progress as it likes',
    { looks: ['42%', 0.5, null, 30, 99, 100].map((progress) => ({ status: 'running', progress })), turns: 30 },
    { video: { status: 'in_progress' }, progress: [42, 50, 99, 100] },
  ],
  [
    5,
    'no progress at all',
    { looks: [{ status: 'running' }], turns: 3 },
    { video: { status: 'in_progress', progress: null } },
  ],
  [
    6,
    'a duration, and a size in colons',
    { looks: [{ status: 'done', duration: 4, size: '320:192' }] },
    { video: { size: '320x192', seconds: '1' } },
  ],
  [
    7,
    'an error that is a text',
    { looks: [{ status: 'failed', error: 'Not enough memory' }] },
    { video: { error: { code: 'generation_failed', message: 'Not enough memory' } } },
  ],
  [
    7,
    'an error with a number for a code',
    { looks: [{ status: 'failed', error: { code: 500, message: 'CUDA' } }] },
    { video: { error: { code: 'generation_failed', message: 'CUDA' } } },
  ],
  [
    7,
    'a failure without a word',
    { looks: [{ status: 'failed', error: null }] },
    { video: { error: { message: expect.stringContaining('no reason') } } },
  ],
  [
    8,
    'content that is JSON with a link',
    { content: () => ({ url: 'https://cdn.test/film.mp4' }), elsewhere: { 'https://cdn.test/film.mp4': mp4() } },
    { film: [200, 'video/mp4'], keyed: [ours] },
  ],
  [
    8,
    'content that is a redirect',
    {
      content: () => new Response(null, { status: 302, headers: { location: 'https://cdn.test/film.mp4' } }),
      elsewhere: { 'https://cdn.test/film.mp4': mp4() },
    },
    { film: [200, 'video/mp4'], keyed: [ours] },
  ],
  [
    8,
    'a link on the job',
    {
      looks: [{ status: 'done', metadata: { url: 'https://cdn.test/film.mp4' } }],
      content: () => [400, { detail: 'Use the url' }],
      elsewhere: { 'https://cdn.test/film.mp4': mp4() },
    },
    { film: [200, 'video/mp4'], keyed: [ours] },
  ],
  [
    9,
    'a thumbnail that is the film',
    { content: () => mp4('image/webp') },
    { film: [200, 'video/mp4'], thumbnail: [501, 'application/json'], video: { status: 'completed' } },
  ],
  [
    9,
    'a thumbnail that is refused',
    { content: (variant) => (variant === 'video' ? mp4() : [502, { detail: 'No such variant' }]) },
    { film: [200, 'video/mp4'], thumbnail: [501, 'application/json'] },
  ],
  [10, 'an AVI called an MP4', { content: avi }, { film: [200, 'video/x-msvideo'] }],
  [11, 'no list', {}, { listed: true }],
  [12, 'a deletion of what is gone', { delete: [404, {}] }, { deleted: 200 }],
  [12, 'no deletion', { delete: [405, {}] }, { deleted: 200 }],
  [
    13,
    'JSON only, which is remembered',
    { creates: [[415, {}], job] },
    { forms: ['form-data', 'json', 'json'], again: 200 },
  ],
  [
    13,
    'a refusal of the request, sent once',
    { creates: [job, [400, { error: { message: 'No such style', code: 'invalid_value' } }]] },
    { forms: ['form-data', 'form-data'], again: 400 },
  ],
  [
    14,
    'one 404',
    { looks: [[404, {}], { status: 'running' }, [404, {}], { status: 'done' }] },
    { video: { status: 'completed' } },
  ],
  [14, '404 for good', { looks: [[404, {}]] }, { video: { status: 'failed', error: { code: 'lost', final: false } } }],
  [
    14,
    '401 and 503 for a while',
    { looks: [[401, {}], [503, {}], [500, {}], { status: 'done' }] },
    { video: { status: 'completed' } },
  ],
  [
    15,
    'an expiry in the year 9999',
    { looks: [{ status: 'done', expires_at: 253_402_300_799 }] },
    { video: { expires_at: null } },
  ],
  [
    15,
    'an expiry before the film was made',
    { looks: [{ status: 'done', expires_at: 1 }] },
    { video: { expires_at: null } },
  ],
])('point %i: %s', async (_, _name, script, expected) => {
  expect(await play(script)).toMatchObject(expected)
})
