import { createSandbox } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import type { FakeUpstream } from '../../testing/fake-upstream'
import { createChecker } from '../../testing/openapi/checker'
import { isNode, operationOf, resolve } from '../../testing/openapi/document'
import type { OpenAPI } from '../../testing/openapi/document'
import { deviationsFrom, openai, schemaNameOf } from '../../testing/openapi/openai'
import { requestsOf, toForms } from '../../testing/openapi/openai-requests'
import { createTestApp, jsonPost, testModels } from '../../testing/test-app'
import { createTestServer } from '../../testing/test-server'

const sizes = ['720x1280', '1280x720', '1024x1792', '1792x1024']
const openaiModels = [{ id: 'lamp-1', sizes, seconds: ['4', '8', '12'] }]

/** Every answer of a life of videos, in the standard verbs of the Videos API, as `POST /videos`. */
async function answersOf(
  send: (path: string, init?: RequestInit) => Promise<Response>,
  advance: (seconds: number) => Promise<unknown>,
  model: string,
) {
  const answers: { name: string; path: string; method: string; status: number; body: unknown }[] = []
  const ask = async (path: string, init: RequestInit = {}): Promise<{ id: string; status: string }> => {
    const response = await send(path, init)
    const body: unknown = await response.json()
    const method = init.method ?? 'GET'
    answers.push({ name: `${method} ${path}`, path: path.split('?')[0] ?? '', method, status: response.status, body })
    return body as { id: string; status: string }
  }
  await ask('/videos')
  const { id } = await ask('/videos', jsonPost({ prompt: 'A lamp.', model }))
  const failed = await ask('/videos', jsonPost({ prompt: 'gore', model }))
  for (let waited = 0; waited < 120; waited += 2) {
    await advance(2)
    await ask(`/videos/${id}`)
    if ((await ask(`/videos/${failed.id}`)).status === 'failed' && waited > 60) break
  }
  expect((await ask(`/videos/${id}`)).status).toBe('completed')
  await ask(`/videos/${id}/remix`, jsonPost({ prompt: 'At night.' }))
  await ask('/videos/edits', jsonPost({ prompt: 'At night.', video: { id } }))
  await ask('/videos/extensions', jsonPost({ prompt: 'It goes out.', video: { id }, seconds: '4' }))
  await ask('/videos?limit=2&order=asc')
  await ask(`/videos/${id}`, { method: 'DELETE' })
  await ask(`/videos/${id}`)
  await ask('/videos?limit=101')
  await ask('/videos', jsonPost({ prompt: '' }))
  return answers
}

const deviationsOf = ({ path, method, status, body }: Awaited<ReturnType<typeof answersOf>>[number]): string[] =>
  deviationsFrom(status === 200 ? schemaNameOf(method, path, 'answer') : 'ErrorResponse', body)

describe("answers to OpenAI's requests", () => {
  const run = async (model: string) => {
    const app = createTestApp({ upstream: { models: [...openaiModels, ...testModels] } })
    const answers = await answersOf(app.request, app.advance, model)
    await app.videos.close()
    return answers
  }

  it("are those of OpenAI's specification", async () => {
    const answers = await run('lamp-1')
    expect(answers.map(({ name, ...answer }) => [name, deviationsOf({ name, ...answer })])).toEqual(
      answers.map(({ name }) => [name, []]),
    )
    expect(answers.filter(({ status }) => status !== 200)).toHaveLength(3)
  })

  it('differ only by the sizes of a model that is not of OpenAI', async () => {
    const deviations = (await run('mini')).flatMap(deviationsOf)
    expect(new Set(deviations.map((line) => line.replace(/^\/data\/\d+/, '')))).toEqual(
      new Set(['/size must be equal to one of the allowed values']),
    )
  })

  it('and by a progress that no provider has reported yet (decision 001)', async () => {
    const server = createTestServer()
    expect(deviationsFrom('VideoResource', await server.create())).toEqual([
      '/progress must be integer',
      '/size must be equal to one of the allowed values',
    ])
  })
})

describe("a request of OpenAI's specification", () => {
  const bodies = [
    ['POST', '/videos', {}],
    ['POST', '/videos/{video_id}/remix', {}],
    ['POST', '/videos/edits', { video: { id: '' } }],
    ['POST', '/videos/extensions', { video: { id: '' } }],
  ] as const

  const open = async () => {
    const accept: FakeUpstream['create'] = async () => ({ ref: crypto.randomUUID(), update: { status: 'completed' } })
    const followUp = () => accept({ prompt: '' }, { idempotencyKey: '' })
    const about = { label: 'Sora', description: '', input_reference: true }
    const capabilities = { models: [{ ...about, id: 'sora-2', sizes, seconds: ['4', '8', '12'] }] }
    const methods = { create: accept, remix: followUp, edit: followUp, extend: followUp }
    const server = createTestServer({}, { capabilities, ...methods })
    return { server, id: (await server.create()).id }
  }

  it.each(bodies)('is accepted at %s %s, in JSON and as a form', async (method, path, fields) => {
    const { server, id } = await open()
    const given = 'video' in fields ? { video: { id } } : {}
    const accepted: number[] = []
    const send = async (init: RequestInit): Promise<void> => {
      const response = await server.request(path.replace('{video_id}', id), { ...init, method })
      expect([response.status, await response.text()]).toEqual([200, expect.any(String)])
      accepted.push(response.status)
    }
    for (const request of requestsOf(schemaNameOf(method, path, 'json'), given)) {
      expect(deviationsFrom(schemaNameOf(method, path, 'json'), request)).toEqual([])
      await send(jsonPost(request))
    }
    for (const request of requestsOf(schemaNameOf(method, path, 'form'), given))
      for (const body of toForms(request)) await send({ body })
    expect(accepted.length).toBeGreaterThan(5)
  })

  // What OpenAI's schema allows, and we do not.
  it.each([
    ['input_reference.file_id', { prompt: 'A lamp.', input_reference: { file_id: 'file-123' } }],
    ['input_reference.image_url', { prompt: 'A lamp.', input_reference: { image_url: 'https://a.example/b.png' } }],
    ['prompt', { prompt: ' ' }],
  ])('is rejected for %s: a file of a shared account, a fetch of any URL, and an empty prompt', async (param, body) => {
    const { server } = await open()
    expect(deviationsFrom('CreateVideoJsonBody', body)).toEqual([])
    const response = await server.request('/videos', jsonPost(body))
    expect([response.status, await response.json()]).toMatchObject([400, { error: { param } }])
  })

  it('has its path and its parameters in our document, with the same values', () => {
    const ours = createTestServer(
      {},
      { edit: () => Promise.reject(), extend: () => Promise.reject() },
    ).videos.openapi() as OpenAPI
    for (const [path, item] of Object.entries(openai.paths)) {
      for (const [method, { parameters = [] }] of Object.entries(item)) {
        const operation = operationOf(ours, method.toUpperCase(), path)
        for (const { name, in: place, schema } of parameters) {
          const own = operation?.parameters?.find((each) => each.name === name && each.in === place)
          const theirs = resolve(openai, schema)
          const allowed = Array.isArray(theirs['enum']) ? theirs['enum'] : []
          expect([path, name, own?.schema]).toMatchObject([
            path,
            name,
            {
              type: theirs['type'],
              ...('maximum' in theirs && { minimum: theirs['minimum'], maximum: theirs['maximum'] }),
            },
          ])
          expect(own?.schema['enum'] ?? []).toEqual(expect.arrayContaining(allowed))
        }
      }
    }
  })
})

describe('the sandbox', () => {
  it('answers as OpenAI and as the OpenAI part of our document, with nothing else', async () => {
    const sandbox = createSandbox({ clock: 'manual' })
    const send = (path: string, init?: RequestInit) => sandbox.fetch(new Request(`http://sandbox.test/v1${path}`, init))
    const answers = await answersOf(send, (seconds) => sandbox.advance(seconds), 'lamp-1')
    const checker = createChecker(createTestServer().videos.openapi() as OpenAPI)
    for (const answer of answers) {
      const { name, status, method, path, body } = answer
      expect([name, deviationsOf(answer)]).toEqual([name, []])
      const isList = status === 200 && path === '/videos' && method === 'GET'
      const parts = isList && isNode(body) && Array.isArray(body['data']) ? (body['data'] as unknown[]) : [body]
      const schema = status !== 200 ? 'Error' : method === 'DELETE' ? 'DeletedVideo' : 'VideoResource'
      for (const part of parts) expect([name, checker.answer(schema, part)]).toEqual([name, []])
    }
    await sandbox.close()
  })

  it('accepts what the OpenAI part of our document has', async () => {
    const sandbox = createSandbox({ clock: 'manual' })
    for (const request of requestsOf('CreateVideoJsonBody', { model: 'lamp-1', size: '1280x720' })) {
      for (const init of [jsonPost(request), ...toForms(request).map((body) => ({ method: 'POST', body }))]) {
        const response = await sandbox.fetch(new Request('http://sandbox.test/v1/videos', init))
        expect([response.status, await response.text()]).toEqual([200, expect.any(String)])
      }
    }
    await sandbox.close()
  })
})
