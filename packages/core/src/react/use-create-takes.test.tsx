// @vitest-environment jsdom
import { useCreateTakes } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** Handles the creates by their number: `lose` reaches the sandbox without a response, `reject` does not reach it. */
const handleCreates = (server: SandboxClient, handle: (number: number) => 'pass' | 'lose' | 'reject') => {
  let number = 0
  server.intercept.with = (input, init) => {
    if (init.method !== 'POST') return undefined
    const handling = handle((number += 1))
    if (handling === 'pass') return undefined
    if (handling === 'lose')
      return server.sandbox.fetch(input, init).then(() => Promise.reject(new TypeError('connection cut')))
    return Promise.resolve(
      Response.json({ error: { message: 'Too dark.', code: 'moderation_blocked' } }, { status: 400 }),
    )
  }
}
const open = (server: SandboxClient) => renderInStrictMode(server, () => useCreateTakes())

it('creates each take once, also on a double click', async () => {
  const server = createSandboxClient()
  const { result } = open(server)
  const { trigger } = result.current
  const [first, second] = await act(() => Promise.all([trigger(request, 4), trigger({ ...request }, 4)]))
  expect(first.videos).toHaveLength(4)
  expect(new Set(first.videos.map(({ id }) => id)).size).toBe(4)
  expect(second).toEqual(first)
  expect(server.sandbox.counters.creates).toBe(4)
  expect(result.current.isMutating).toBe(false)
})

it.each([
  ['in the same page', 4, false],
  ['after a reload', 4, true],
  ['one at a time, after a reload', 1, true],
])('repeats the takes whose response was lost with their keys, %s', async (_name, count, isReloaded) => {
  const server = createSandboxClient()
  const page = open(server)
  handleCreates(server, (number) => (number <= 2 ? 'pass' : 'lose'))
  const cut = await act(() => page.result.current.trigger(request, 4))
  expect(cut.videos).toHaveLength(2)
  expect(cut.errors).toHaveLength(2)
  server.intercept.with = undefined
  if (isReloaded) page.unmount()
  const { result } = isReloaded ? open(server) : page
  const again = await act(() => result.current.trigger(request, count))
  expect(again.videos).toHaveLength(count)
  // Two takes had no response: they exist already.
  expect(server.sandbox.counters.creates).toBe(4 + Math.max(0, count - 2))
})

it('reports the takes that were rejected, and starts as many new ones when it is asked again', async () => {
  const server = createSandboxClient()
  const { result } = open(server)
  handleCreates(server, (number) => (number === 4 ? 'reject' : 'pass'))
  const { videos, errors } = await act(() => result.current.trigger(request, 4))
  expect(videos).toHaveLength(3)
  expect(errors).toMatchObject([{ code: 'moderation_blocked' }])
  server.intercept.with = undefined
  await act(() => result.current.trigger(request, 1))
  expect(server.sandbox.counters.creates).toBe(4)
  expect(sessionStorage).toHaveLength(0)
})

it('an answered take is not repeated: equal takes after it are new videos', async () => {
  const server = createSandboxClient()
  const { result } = open(server)
  await act(() => result.current.trigger(request, 2))
  await act(() => result.current.trigger(request, 2))
  expect(server.sandbox.counters.creates).toBe(4)
})

it('repeats a single create whose response was lost as the first of four takes', async () => {
  const server = createSandboxClient()
  const page = open(server)
  handleCreates(server, () => 'lose')
  await act(() => page.result.current.trigger(request, 1))
  expect(server.sandbox.counters.creates).toBe(1)
  server.intercept.with = undefined
  page.unmount()
  const { result } = open(server)
  const { videos } = await act(() => result.current.trigger(request, 4))
  expect(videos).toHaveLength(4)
  expect(server.sandbox.counters.creates).toBe(4)
})

it('creates takes of several models, and says how many of each are missing', async () => {
  const server = createSandboxClient()
  const { result } = open(server)
  const requests = [request, { ...request, seconds: '2' }]
  handleCreates(server, (number) => (number === 4 ? 'reject' : 'pass'))
  const { videos, errors, missing } = await act(() => result.current.trigger(requests, 2))
  expect(videos.map(({ seconds }) => seconds)).toEqual(['1', '1', '2'])
  expect(errors).toMatchObject([{ code: 'moderation_blocked' }])
  expect(missing).toEqual([0, 1])
  expect(server.sandbox.counters.creates).toBe(3)
})

it('repeats lost takes of several models with their keys, after a reload too', async () => {
  const server = createSandboxClient()
  const page = open(server)
  const requests = [request, { ...request, seconds: '2' }]
  handleCreates(server, (number) => (number === 1 ? 'pass' : 'lose'))
  await act(() => page.result.current.trigger(requests, 2))
  server.intercept.with = undefined
  page.unmount()
  const { result } = open(server)
  expect((await act(() => result.current.trigger(requests, 2))).videos).toHaveLength(4)
  // One take of the first request was answered, and one more was ordered.
  expect(server.sandbox.counters.creates).toBe(5)
})
