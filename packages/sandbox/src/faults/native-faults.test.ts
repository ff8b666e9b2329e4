import type { Fault } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import { openNative } from '../testing/open-native'

/** One job of an API, by the same words for both. */
const apis = {
  gemini(opened: ReturnType<typeof openNative>) {
    let name = ''
    return {
      create: async () => (name = await opened.startVeo()),
      poll: () => opened.gemini(name),
      isFailed: (body: { done?: boolean; error?: unknown }) => body.done === true && body.error !== undefined,
      async fileURL() {
        return (await opened.gemini(name)).body.response.generateVideoResponse.generatedSamples[0].video.uri
      },
      keyed: { 'x-goog-api-key': 'any' },
      expired: 403,
      unavailable: { error: { code: 503, status: 'UNAVAILABLE', message: expect.any(String) } },
    }
  },
  fal(opened: ReturnType<typeof openNative>) {
    let job: { status_url: string; response_url: string }
    return {
      create: async () => (job = await opened.submit()),
      poll: () => opened.fal(job.status_url),
      isFailed: (body: { status?: string; error?: unknown }) => body.status === 'COMPLETED' && body.error !== undefined,
      fileURL: async () => (await opened.fal(job.response_url)).body.video.url,
      keyed: {},
      expired: 404,
      unavailable: { detail: expect.any(String), error_type: 'runner_connection_error' },
    }
  },
} as const

describe.each(['gemini', 'fal'] as const)('%s', (api) => {
  const open = (...faults: Fault[]) => {
    const opened = openNative({ faults })
    return { ...opened, ...apis[api](opened) }
  }

  it.each([{ kind: 'drop' }, { kind: 'html' }, { kind: 'error', status: 503 }] as const)(
    'a lost answer to a create, before and after it took effect: %j',
    async (fault) => {
      const before = open({ ...fault, on: 'create' })
      await before.create().catch(() => undefined)
      expect(before.sandbox.counters.creates).toBe(0)
      const after = open({ ...fault, on: 'create', takesEffect: true })
      await after.create().catch(() => undefined)
      expect(after.sandbox.counters.creates).toBe(1)
      expect(after.sandbox.creates).toMatchObject([{ api, request: { prompts: ['A lamp.'] } }])
    },
  )

  it('an error while polling has the shape of the API', async () => {
    const { create, poll, unavailable } = open({ kind: 'error', status: 503, on: 'retrieve' })
    await create()
    const { status, headers, body } = await poll()
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    expect(body).toEqual(unavailable)
  })

  it('a false failure is withdrawn by the next poll', async () => {
    const { sandbox, create, poll, isFailed } = open({ kind: 'false_failure', times: 1 })
    await create()
    expect(isFailed((await poll()).body)).toBe(true)
    expect(isFailed((await poll()).body)).toBe(false)
    await sandbox.advance(8)
    expect(isFailed((await poll()).body)).toBe(false)
  })

  it('a link can carry the key', async () => {
    const { sandbox, create, fileURL } = open({ kind: 'keyed_link' })
    await create()
    await sandbox.advance(8)
    expect(new URL(await fileURL()).searchParams.get('key')).toBe('any')
  })

  it('a link can be replaced', async () => {
    const { sandbox, create, fileURL } = open({ kind: 'link', url: 'http://169.254.169.254/latest' })
    await create()
    await sandbox.advance(8)
    expect(await fileURL()).toBe('http://169.254.169.254/latest')
  })

  it('a file can ignore ranges, be cut, and expire early', async () => {
    const { sandbox, create, fileURL, keyed, expired } = open()
    await create()
    await sandbox.advance(8)
    const url = await fileURL()
    const ask = async (...faults: Fault[]) => {
      sandbox.faults.clear()
      sandbox.faults.add(...faults)
      return sandbox.fetch(url, { headers: { ...keyed, range: 'bytes=0-9' } })
    }
    expect((await ask()).status).toBe(206)
    const whole = await ask({ kind: 'whole' })
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, null])
    await whole.body?.cancel()
    expect((await ask({ kind: 'expired' })).status).toBe(expired)
    const on = api === 'gemini' ? 'content' : 'media'
    await expect((await ask({ kind: 'cut', on })).arrayBuffer()).rejects.toThrow('terminated')
  })

  it('a peer can hang', async () => {
    const { sandbox, create } = open({ kind: 'hang', on: 'create' })
    const pending = create()
    await sandbox.close()
    await expect(pending).rejects.toThrow('closed')
  })

  it('a fault can be for one API only', async () => {
    const other = api === 'gemini' ? 'fal' : 'gemini'
    const { create, poll, sandbox } = open({ kind: 'error', status: 500, on: 'retrieve', api: other })
    await create()
    expect((await poll()).status).toBeLessThan(300)
    sandbox.faults.add({ kind: 'error', status: 500, on: 'retrieve', api })
    expect((await poll()).status).toBe(500)
  })
})

it("Gemini's file can be at the end of a redirect, where a key must not be sent", async () => {
  const { sandbox, startVeo, gemini } = openNative({ faults: [{ kind: 'redirect', on: 'content' }] })
  const name = await startVeo()
  await sandbox.advance(8)
  const { uri } = (await gemini(name)).body.response.generateVideoResponse.generatedSamples[0].video
  const redirect = await sandbox.fetch(uri, { headers: { 'x-goog-api-key': 'any' } })
  const location = redirect.headers.get('location') ?? ''
  expect([redirect.status, new URL(location).host]).toEqual([302, 'media.sandbox'])
  expect((await sandbox.fetch(location)).headers.get('content-type')).toBe('video/mp4')
  expect(sandbox.counters.leakedKeys).toBe(0)
  await (await sandbox.fetch(location, { headers: { 'x-goog-api-key': 'any' } })).body?.cancel()
  expect(sandbox.counters.leakedKeys).toBe(1)
})
