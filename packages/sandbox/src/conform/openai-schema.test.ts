import { describe, expect, it } from 'vitest'
import { openSandbox } from '../testing/open-sandbox'
import { deviationsFrom } from './deviations'

describe('the openai dialect conforms to the specification', () => {
  it('in a video through its lifecycle', async () => {
    const { sandbox, ask, post } = openSandbox()
    const { body } = await post('', { prompt: 'A lamp.', model: 'mini' })
    expect(deviationsFrom('Video', body)).toEqual([])
    for (let second = 0; second < 10; second += 1) {
      expect(deviationsFrom('Video', (await ask(`/${body.id}`)).body)).toEqual([])
      await sandbox.advance(1)
    }
  })

  it('in a failed video', async () => {
    const { sandbox, ask, create } = openSandbox()
    const id = await create({ prompt: 'gore' })
    await sandbox.advance(8)
    const { body } = await ask(`/${id}`)
    expect([body.status, deviationsFrom('Video', body)]).toEqual(['failed', []])
  })

  it('in a remix, an edit and an extension', async () => {
    const { sandbox, post, create } = openSandbox()
    const id = await create()
    await sandbox.advance(8)
    const derived = [
      await post(`/${id}/remix`, { prompt: 'B' }),
      await post('/edits', { prompt: 'B', video: { id } }),
      await post('/extensions', { prompt: 'B', video: { id }, seconds: '2' }),
    ]
    for (const { status, body } of derived) expect([status, deviationsFrom('Video', body)]).toEqual([200, []])
  })

  it('in a list, full and empty, and in a deletion', async () => {
    const { ask, create } = openSandbox()
    expect(deviationsFrom('VideoList', (await ask('')).body)).toEqual([])
    const id = await create()
    expect(deviationsFrom('VideoList', (await ask('')).body)).toEqual([])
    expect(deviationsFrom('DeletedVideo', (await ask(`/${id}`, { method: 'DELETE' })).body)).toEqual([])
  })

  it.each([
    ['GET', '/video_none', 404],
    ['GET', '/video_none/content', 404],
    ['GET', '?limit=101', 400],
    ['PUT', '', 405],
    ['POST', '', 415],
    ['GET', '/video_none/frames', 404],
  ])('in the error of %s %s', async (method, path, expected) => {
    const { ask } = openSandbox()
    const { status, body } = await ask(path, { method })
    expect([status, deviationsFrom('Error', body)]).toEqual([expected, []])
  })

  it('in the error of a missing key', async () => {
    const { ask } = openSandbox({ apiKey: 'sk-test' })
    expect(deviationsFrom('Error', (await ask('')).body)).toEqual([])
  })

  it('in a webhook', async () => {
    const bodies: unknown[] = []
    const { sandbox, create } = openSandbox({
      webhook: {
        url: 'http://app/',
        secret: 'whsec_c2VjcmV0',
        fetch(_, init) {
          bodies.push(JSON.parse(String(init.body)))
          return Promise.resolve(new Response())
        },
      },
    })
    await create()
    await create({ prompt: 'gore' })
    await sandbox.advance(8)
    expect(bodies.map((body) => deviationsFrom('Event', body))).toEqual([[], []])
  })
})

describe('names a deviation', () => {
  it.each([
    ['tensorrt-llm', ['progress must be integer', 'seconds is missing']],
    ['sglang', ['prompt is missing']],
    ['relay', ['id is missing', 'progress must be integer']],
    ['vllm-omni', ['size must be string']],
  ] as const)('in a video of %s', async (dialect, expected) => {
    const { sandbox } = openSandbox({ dialect })
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    const init =
      dialect === 'relay'
        ? { body: '{"prompt":"A lamp."}', headers: { 'content-type': 'application/json' } }
        : { body: form }
    const response = await sandbox.fetch('http://sandbox/v1/videos', { method: 'POST', ...init })
    expect(deviationsFrom('Video', await response.json()).toSorted()).toEqual(expected)
  })
})
