import { expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'
import type { UpstreamUpdate } from '../upstream/upstream'

const failure: UpstreamUpdate = {
  update: { status: 'failed', error: { code: 'unavailable', message: 'Unavailable.' } },
  mayBeTransient: true,
}

/** A server whose upstream answers with `answer`, and a running job in it. */
async function open() {
  const state: { answer: UpstreamUpdate; polls: number } = { answer: failure, polls: 0 }
  const server = createTestServer(
    {},
    {
      retrieve: async () => {
        state.polls += 1
        return state.answer
      },
    },
  )
  const { id } = await server.create()
  return Object.assign(server, state, {
    state,
    status: async () => (await server.retrieve(id)).status,
    error: async () => (await server.retrieve(id)).error,
  })
}

it('counts a failure that may be transient after three answers over at least a minute', async () => {
  const { state, advance, status, error } = await open()
  await advance(5)
  expect([await status(), state.polls]).toEqual(['queued', 1])
  for (let passed = 5; passed < 60; passed += 5) await advance(5)
  expect(state.polls).toBeGreaterThanOrEqual(3)
  expect(await status()).toBe('queued')
  await advance(60, 5)
  expect(await error()).toMatchObject({ code: 'unavailable', message: 'Unavailable.' })
})

it('forgets such failures once the upstream reports that the job runs', async () => {
  const { state, advance, status } = await open()
  await advance(50, 5)
  state.answer = { update: { status: 'in_progress' } }
  await advance(60, 5)
  expect(await status()).toBe('in_progress')
  state.answer = failure
  const before = state.polls
  while (state.polls === before) await advance(5)
  expect(await status()).toBe('in_progress')
})

it('counts any other failure at once', async () => {
  const { state, advance, status } = await open()
  state.answer = { ...failure, mayBeTransient: false }
  await advance(5)
  expect(await status()).toBe('failed')
})
