import { sampleVideo } from '@dailies/sandbox'
import type { Fault } from '@dailies/sandbox'
import { describe, expect, it, vi } from 'vitest'
import { openSandbox } from '../testing/open-sandbox'

const withFaults = (...faults: Fault[]) => openSandbox({ faults })

const statusesOf = async (opened: ReturnType<typeof openSandbox>, count: number) => {
  const statuses = []
  for (let turn = 0; turn < count; turn += 1) statuses.push((await opened.ask('')).status)
  return statuses
}

describe('targets and counts', () => {
  it('a fault applies only to its operations', async () => {
    const { ask, create } = withFaults({ kind: 'error', status: 500, on: ['retrieve', 'list'] })
    const id = await create()
    expect((await ask(`/${id}`)).status).toBe(500)
    expect((await ask('')).status).toBe(500)
    expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(200)
  })

  it('skips `after` requests and applies at most `times` times', async () => {
    const opened = withFaults({ kind: 'error', status: 503, after: 1, times: 2 })
    expect(await statusesOf(opened, 5)).toEqual([200, 503, 503, 200, 200])
  })

  it('`chance` is deterministic for a seed', async () => {
    const run = (seed: number) =>
      statusesOf(openSandbox({ seed, faults: [{ kind: 'error', status: 500, chance: 0.5 }] }), 40)
    const first = await run(3)
    expect(await run(3)).toEqual(first)
    expect(await run(4)).not.toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 500]))
  })

  it('faults can be added and cleared at run time', async () => {
    const opened = withFaults()
    opened.sandbox.faults.add({ kind: 'error', status: 500 })
    expect(await statusesOf(opened, 1)).toEqual([500])
    opened.sandbox.faults.clear()
    expect(await statusesOf(opened, 1)).toEqual([200])
  })
})

describe('a replaced response', () => {
  it('a 429 has Retry-After', async () => {
    const { ask } = withFaults({ kind: 'error', status: 429, retryAfter: 7 })
    const { status, headers, body } = await ask('')
    expect([status, headers.get('retry-after'), body.error.code]).toEqual([429, '7', 'rate_limit_exceeded'])
  })

  it('an error has the format of the dialect', async () => {
    const { ask } = openSandbox({
      dialect: 'sglang',
      faults: [{ kind: 'error', status: 500, message: 'out of memory' }],
    })
    expect((await ask('')).body).toEqual({ detail: 'out of memory' })
  })

  it('an HTML page replaces the response', async () => {
    const { sandbox } = withFaults({ kind: 'html' })
    const response = await sandbox.fetch('http://sandbox/v1/videos')
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    expect(await response.text()).toContain('<!doctype html>')
  })

  it('JSON is truncated, with a success status', async () => {
    const { sandbox } = withFaults({ kind: 'invalid_json' })
    const response = await sandbox.fetch('http://sandbox/v1/videos')
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  it('a dropped request rejects like a network error, without effect', async () => {
    const { sandbox, create } = withFaults({ kind: 'drop', on: 'create' })
    await expect(create()).rejects.toThrow(TypeError)
    expect(sandbox.counters.creates).toBe(0)
  })

  it.each([{ kind: 'drop' }, { kind: 'html' }, { kind: 'error', status: 500 }] as const)(
    'a create that takes effect leaves its job behind: %j',
    async (fault) => {
      const { sandbox, ask, create } = withFaults({ ...fault, on: 'create', takesEffect: true })
      await create().catch(() => undefined)
      expect(sandbox.counters.creates).toBe(1)
      expect((await ask('')).body.data).toHaveLength(1)
    },
  )

  it('a hanging request ends when the client aborts', async () => {
    const { sandbox } = withFaults({ kind: 'hang' })
    const leaving = new AbortController()
    const pending = sandbox.fetch('http://sandbox/v1/videos', { signal: leaving.signal })
    leaving.abort()
    await expect(pending).rejects.toThrow(/abort/i)
  })

  it('a hanging request ends when the sandbox closes', async () => {
    const { sandbox } = withFaults({ kind: 'hang' })
    const pending = sandbox.fetch('http://sandbox/v1/videos')
    await sandbox.close()
    await expect(pending).rejects.toThrow('closed')
  })

  it('latency uses the clock of the sandbox', async () => {
    const { sandbox } = withFaults({ kind: 'latency', seconds: 30 })
    const received = vi.fn<(response: Response) => void>()
    const pending = sandbox.fetch('http://sandbox/v1/videos').then(received)
    await sandbox.advance(29)
    expect(received).not.toHaveBeenCalled()
    await sandbox.advance(1)
    await pending
    expect(received).toHaveBeenCalledOnce()
  })
})

describe('a body', () => {
  const { video } = sampleVideo()
  const withVideo = async (...faults: Fault[]) => {
    const opened = withFaults(...faults)
    const id = await opened.create()
    await opened.sandbox.advance(8)
    return { ...opened, id }
  }

  it('is truncated below its content-length', async () => {
    const { content, id } = await withVideo({ kind: 'cut', on: 'content', share: 0.25 })
    const response = await content(id)
    const reader = response.body?.getReader()
    expect(response.headers.get('content-length')).toBe(String(video.length))
    expect((await reader?.read())?.value).toHaveLength(Math.floor(video.length / 4))
    await expect(reader?.read()).rejects.toThrow('terminated')
  })

  it('stalls and stays open until the client aborts', async () => {
    const { content, id } = await withVideo({ kind: 'stall', on: 'content' })
    const leaving = new AbortController()
    const response = await content(id, { signal: leaving.signal })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(Math.floor(video.length / 2))
    const next = reader?.read()
    leaving.abort()
    await expect(next).rejects.toThrow(/abort/i)
  })

  it('that expired early is answered like an expired one', async () => {
    const { content, id } = await withVideo({ kind: 'expired', times: 1 })
    expect((await (await content(id)).json()).error.code).toBe('video_expired')
    expect((await content(id)).status).toBe(200)
  })
})

describe('a job', () => {
  it('that is stuck stops at 99 and never ends', async () => {
    const { sandbox, ask, create } = withFaults({ kind: 'stuck' })
    const id = await create()
    await sandbox.advance(86_400)
    expect((await ask(`/${id}`)).body).toMatchObject({ status: 'in_progress', progress: 99 })
  })

  it('has an unknown status', async () => {
    const { ask, create } = withFaults({ kind: 'status', status: 'pondering', times: 1 })
    const id = await create()
    expect((await ask(`/${id}`)).body).toMatchObject({ id, status: 'pondering' })
    expect((await ask(`/${id}`)).body).toMatchObject({ id, status: 'queued' })
  })

  it('is lost at a restart while running, and kept once settled', async () => {
    const { sandbox, ask, create } = withFaults()
    const ended = await create()
    await sandbox.advance(8)
    const running = await create()
    sandbox.restart()
    expect((await ask(`/${ended}`)).status).toBe(200)
    expect((await ask(`/${running}`)).status).toBe(404)
  })

  it('is lost by a fault at the next poll after the restart', async () => {
    const { ask, create } = withFaults({ kind: 'restart', after: 1, times: 1 })
    const id = await create()
    expect((await ask(`/${id}`)).status).toBe(200)
    expect((await ask(`/${id}`)).status).toBe(404)
    const next = await create()
    expect((await ask(`/${next}`)).status).toBe(200)
  })
})
