import { describe, expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

function openControls(options = {}) {
  const opened = openSandbox(options)
  const control = async (method: string, name: string, body?: unknown) => {
    const response = await opened.sandbox.fetch(`http://sandbox/sandbox/${name}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return { ...opened, control }
}

it('adds, lists and clears faults through the control routes', async () => {
  const { ask, control } = openControls()
  const fault = { kind: 'error', status: 503, on: 'list' }
  expect(await control('POST', 'faults', fault)).toEqual({ status: 200, body: { faults: [fault] } })
  expect((await ask('')).status).toBe(503)
  expect((await control('POST', 'faults', [{ kind: 'stuck' }])).body.faults).toHaveLength(2)
  expect((await control('GET', 'faults')).body.faults).toHaveLength(2)
  expect((await control('DELETE', 'faults')).body).toEqual({ faults: [] })
  expect((await ask('')).status).toBe(200)
})

it('advances the clock through a control route', async () => {
  const { ask, create, control } = openControls()
  const id = await create()
  expect((await control('POST', 'advance', { seconds: 8 })).body).toEqual({ now: 1_790_000_008 })
  expect((await ask(`/${id}`)).body.status).toBe('completed')
})

it('rejects advancing the system clock', async () => {
  const { sandbox, control } = openControls({ clock: 'system' })
  expect(await control('POST', 'advance', { seconds: 1 })).toMatchObject({ status: 409 })
  await expect(sandbox.advance(1)).rejects.toThrow("clock: 'manual'")
})

it('restart deletes running jobs, and counters are served', async () => {
  const { ask, create, control } = openControls()
  const id = await create()
  await control('POST', 'restart')
  expect((await ask(`/${id}`)).status).toBe(404)
  expect((await control('GET', 'counters')).body).toMatchObject({ creates: 1, requests: { create: 1, retrieve: 1 } })
})

it('control routes require the API key', async () => {
  const { control } = openControls({ apiKey: 'sk-test' })
  expect((await control('GET', 'faults')).status).toBe(401)
})

describe('an invalid control request is rejected, naming the field', () => {
  it.each([
    [{ kind: 'gremlin' }, 'kind'],
    [{ kind: 'latency' }, 'kind'],
    [{ kind: 'error', status: 200 }, 'kind'],
    [{ kind: 'drop', chance: 2 }, 'chance'],
    [{ kind: 'drop', when: 'now' }, 'when'],
    ['"drop"', 'kind'],
  ])('%j', async (fault, param) => {
    const { control } = openControls()
    const { status, body } = await control('POST', 'faults', fault)
    expect([status, body.error.param]).toEqual([400, param])
  })

  it('invalid JSON, a negative advance, and an unknown control route', async () => {
    const { control } = openControls()
    expect((await control('POST', 'faults', '{')).body.error.code).toBe('invalid_json')
    expect((await control('POST', 'advance', { seconds: -1 })).body.error.param).toBe('seconds')
    expect((await control('POST', 'explode')).status).toBe(404)
  })
})
