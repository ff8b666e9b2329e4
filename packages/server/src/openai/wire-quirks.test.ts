import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { createTestApp, jsonPost } from '../testing/test-app'
import { videoBytes } from './testing/upstream-server'

/** A scripted response: a Response, a status with JSON, or JSON with the status 200. */
type ScriptedResponse = Response | [status: number, body: unknown] | object

/** What the fake server sends to each kind of request. Lists are sent in turn, and the last item is repeated. */
interface ServerScript {
  /** Fields of the create request, in addition to the prompt. @default none: the first model of the catalogue */
  fields?: object
  create?: ScriptedResponse[]
  retrieve?: ScriptedResponse[]
  content?: (variant: string) => ScriptedResponse
  /** Files on other hosts, by URL. */
  otherHosts?: Record<string, ScriptedResponse>
  delete?: ScriptedResponse
  /** How often the server polls the job. @default 20 */
  polls?: number
}

const job = { id: 'v', status: 'queued' }
const mp4 = (type = 'video/mp4') => new Response(videoBytes, { headers: { 'content-type': type } })
const avi = () =>
  new Response(new TextEncoder().encode('RIFF\u0010\u0000\u0000\u0000AVI LIST'), {
    headers: { 'content-type': 'video/mp4' },
  })

const toResponse = (scripted: ScriptedResponse): Response => {
  if (scripted instanceof Response) return scripted.clone()
  return Array.isArray(scripted) ? Response.json(scripted[1], { status: scripted[0] }) : Response.json(scripted)
}

/** Runs one video through the real server, in front of a fake server with the scripted responses. */
async function run({
  fields = {},
  create = [job],
  retrieve = [{ id: 'v', status: 'completed' }],
  polls = 20,
  ...script
}: ServerScript) {
  const requests: string[] = []
  const originsWithKey: string[] = []
  const bodyFormats: string[] = []
  let creates = 0
  let retrieves = 0
  const nth = (responses: ScriptedResponse[], index: number): Response =>
    toResponse(responses[Math.min(index, responses.length - 1)] ?? {})
  const fetch = async (request: Request): Promise<Response> => {
    const { origin, pathname, searchParams } = new URL(request.url)
    if (request.headers.has('authorization')) originsWithKey.push(origin)
    if (origin !== 'http://sandbox.test') return toResponse(script.otherHosts?.[request.url] ?? [404, {}])
    const path = pathname.replace('/v1', '')
    requests.push(`${request.method} ${path}`)
    if (request.method === 'POST') {
      bodyFormats.push(request.headers.get('content-type')?.split(/[/;]/)[1] ?? '')
      creates += 1
      return nth(create, creates - 1)
    }
    if (request.method === 'DELETE') return toResponse(script.delete ?? { deleted: true })
    if (path.endsWith('/content')) return toResponse(script.content?.(searchParams.get('variant') ?? 'video') ?? mp4())
    if (path === '/videos') return Response.json({ detail: 'Not Found' }, { status: 404 })
    retrieves += 1
    return nth(retrieve, retrieves - 1)
  }
  const app = createTestApp({
    upstream: { fetch, trustedMediaOrigins: ['https://cdn.test'] },
    server: { deadlineMs: 600_000 },
  })
  const created: Video = await (await app.request('/videos', jsonPost({ prompt: 'A lamp', ...fields }))).json()
  const progress: (number | null)[] = []
  let video = created
  for (let poll = 0; poll < polls; poll += 1) {
    await app.advance(10)
    video = await (await app.request(`/videos/${created.id}`)).json()
    progress.push(video.progress)
  }
  const fetchFile = async (variant: string) => {
    const file = await app.request(`/videos/${created.id}/content?variant=${variant}`)
    await file.arrayBuffer().catch(() => undefined)
    return [file.status, file.headers.get('content-type')?.split(';')[0]]
  }
  const file = await fetchFile('video')
  const thumbnail = await fetchFile('thumbnail')
  const list: { data: Video[] } = await (await app.request('/videos')).json()
  const secondCreate = await app.request('/videos', jsonPost({ prompt: 'Another lamp', ...fields }))
  const deletion = await app.request(`/videos/${created.id}`, { method: 'DELETE' })
  await app.videos.close()
  return {
    video,
    progress: [...new Set(progress)],
    file,
    thumbnail,
    isListed: list.data.some(({ id }) => id === created.id),
    requests,
    originsWithKey: [...new Set(originsWithKey)],
    bodyFormats,
    secondCreateStatus: secondCreate.status,
    deleteStatus: deletion.status,
  }
}

const upstreamOrigin = 'http://sandbox.test'

it.each<[number, string, ServerScript, object]>([
  [
    1,
    'custom status values',
    { retrieve: [{ status: 'WARMING_UP' }, { status: 'Generating' }, { status: 'SUCCESS' }] },
    { video: { status: 'completed' } },
  ],
  [
    1,
    'an unknown status that never changes',
    { retrieve: [{ status: 'warming_up' }], polls: 70 },
    { video: { status: 'failed', error: { code: 'deadline_exceeded' } } },
  ],
  [
    1,
    'a status that names the reason of a failure',
    { retrieve: [{ status: 'NSFW' }] },
    { video: { status: 'failed', error: { code: 'nsfw' } } },
  ],
  [
    2,
    '202 with an id and a status',
    { create: [[202, { id: 'v', status: 'pending' }]] },
    { video: { status: 'completed' } },
  ],
  [
    2,
    'a video that is completed in the create response',
    { create: [{ id: 'v', status: 'completed', data: [{ url: `${upstreamOrigin}/video.mp4` }] }] },
    { video: { status: 'completed' } },
  ],
  [
    3,
    'an id in another field, with special characters',
    { create: [{ task_id: 'a/b+c==:' }], retrieve: [{ task_id: 'other', status: 'done' }] },
    {
      video: { status: 'completed' },
      requests: expect.arrayContaining(['GET /videos/a%2Fb%2Bc%3D%3D%3A', 'GET /videos/a%2Fb%2Bc%3D%3D%3A/content']),
    },
  ],
  [
    4,
    'missing and invalid times',
    { create: [{ ...job, created_at: 0 }], retrieve: [{ status: 'done', created: 1, completed_at: 5 }] },
    { video: { created_at: expect.any(Number), status: 'completed' } },
  ],
  [
    5,
    'progress in several formats',
    { retrieve: ['42%', 0.5, null, 30, 99, 100].map((progress) => ({ status: 'running', progress })), polls: 30 },
    { video: { status: 'in_progress' }, progress: [42, 50, 99, 100] },
  ],
  [
    5,
    'no progress',
    { retrieve: [{ status: 'running' }], polls: 3 },
    { video: { status: 'in_progress', progress: null } },
  ],
  [
    6,
    'a duration, and a size with a colon',
    { retrieve: [{ status: 'done', duration: 4, size: '320:192' }] },
    { video: { size: '320x192', seconds: '1' } },
  ],
  [
    7,
    'an error that is a string',
    { retrieve: [{ status: 'failed', error: 'Not enough memory' }] },
    { video: { error: { code: 'generation_failed', message: 'Not enough memory' } } },
  ],
  [
    7,
    'an error with a numeric code',
    { retrieve: [{ status: 'failed', error: { code: 500, message: 'CUDA' } }] },
    { video: { error: { code: 'generation_failed', message: 'CUDA' } } },
  ],
  [
    7,
    'a failure without a reason',
    { retrieve: [{ status: 'failed', error: null }] },
    { video: { error: { message: expect.stringContaining('no reason') } } },
  ],
  [
    8,
    'content that is JSON with a URL',
    { content: () => ({ url: 'https://cdn.test/video.mp4' }), otherHosts: { 'https://cdn.test/video.mp4': mp4() } },
    { file: [200, 'video/mp4'], originsWithKey: [upstreamOrigin] },
  ],
  [
    8,
    'content that is a redirect',
    {
      content: () => new Response(null, { status: 302, headers: { location: 'https://cdn.test/video.mp4' } }),
      otherHosts: { 'https://cdn.test/video.mp4': mp4() },
    },
    { file: [200, 'video/mp4'], originsWithKey: [upstreamOrigin] },
  ],
  [
    8,
    'a URL on the job',
    {
      retrieve: [{ status: 'done', metadata: { url: 'https://cdn.test/video.mp4' } }],
      content: () => [400, { detail: 'Use the url' }],
      otherHosts: { 'https://cdn.test/video.mp4': mp4() },
    },
    { file: [200, 'video/mp4'], originsWithKey: [upstreamOrigin] },
  ],
  [
    9,
    'a thumbnail that is the video',
    { content: () => mp4('image/webp') },
    { file: [200, 'video/mp4'], thumbnail: [501, 'application/json'], video: { status: 'completed' } },
  ],
  [
    9,
    'a thumbnail that is rejected',
    { content: (variant) => (variant === 'video' ? mp4() : [502, { detail: 'No such variant' }]) },
    { file: [200, 'video/mp4'], thumbnail: [501, 'application/json'] },
  ],
  [10, 'an AVI labelled as an MP4', { content: avi }, { file: [200, 'video/x-msvideo'] }],
  [11, 'no list route', {}, { isListed: true }],
  [12, 'a deletion of a video that does not exist', { delete: [404, {}] }, { deleteStatus: 200 }],
  [12, 'no delete route', { delete: [405, {}] }, { deleteStatus: 200 }],
  [
    13,
    'JSON bodies only, detected once',
    { create: [[415, {}], job] },
    { bodyFormats: ['form-data', 'json', 'json'], secondCreateStatus: 200 },
  ],
  [
    13,
    'a rejected request, which is not retried',
    { create: [job, [400, { error: { message: 'No such style', code: 'invalid_value' } }]] },
    { bodyFormats: ['form-data', 'form-data'], secondCreateStatus: 400 },
  ],
  [
    14,
    'one 404',
    { retrieve: [[404, {}], { status: 'running' }, [404, {}], { status: 'done' }] },
    { video: { status: 'completed' } },
  ],
  [
    14,
    'a 404 that persists',
    { retrieve: [[404, {}]] },
    { video: { status: 'failed', error: { code: 'lost', final: false } } },
  ],
  [
    14,
    'a temporary 401, 503 and 500',
    { retrieve: [[401, {}], [503, {}], [500, {}], { status: 'done' }] },
    { video: { status: 'completed' } },
  ],
  [
    15,
    'an expiry in the year 9999',
    { retrieve: [{ status: 'done', expires_at: 253_402_300_799 }] },
    { video: { expires_at: null } },
  ],
  [
    15,
    'an expiry before the creation of the job',
    { retrieve: [{ status: 'done', expires_at: 1 }] },
    { video: { expires_at: null } },
  ],
])('tolerates quirk %i: %s', async (_, _name, script, expected) => {
  expect(await run(script)).toMatchObject(expected)
})
