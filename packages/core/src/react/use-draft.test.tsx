// @vitest-environment jsdom
import { useCreateVideo, useDraft } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FakeServer } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const empty = { prompt: '' }

/** A new page in the same tab: a new client and a new provider over the same `sessionStorage`. */
async function openPage<Result>(server: FakeServer, hook: () => Result, viewer = 'ann') {
  const tab = server.openTab(viewer)
  const page = renderInStrictMode(tab, hook)
  await turn(server, 0)
  return { ...page, ...tab }
}

it('restores the draft after a reload', async () => {
  const server = createFakeServer()
  const before = await openPage(server, () => useDraft('prompt', empty))
  expect(before.result.current.draft).toBe(empty)
  act(() => before.result.current.setDraft({ prompt: 'A light' }))
  act(() => before.result.current.setDraft(({ prompt }) => ({ prompt: `${prompt}house` })))
  before.unmount()
  const after = await openPage(server, () => useDraft('prompt', empty))
  expect(after.result.current.draft).toEqual({ prompt: 'A lighthouse' })
  act(() => after.result.current.clearDraft())
  after.unmount()
  expect((await openPage(server, () => useDraft('prompt', empty))).result.current.draft).toBe(empty)
})

it('does not show the draft to another viewer in the same tab', async () => {
  const server = createFakeServer()
  const ann = await openPage(server, () => useDraft('prompt', empty), 'ann')
  act(() => ann.result.current.setDraft({ prompt: 'A secret' }))
  ann.unmount()
  const bob = await openPage(server, () => useDraft('prompt', empty), 'bob')
  expect(bob.result.current.draft).toBe(empty)
})

it('does not overwrite a draft that was set before the viewer is known', async () => {
  const server = createFakeServer()
  const before = await openPage(server, () => useDraft('prompt', empty))
  act(() => before.result.current.setDraft({ prompt: 'old' }))
  before.unmount()
  const tab = server.openTab()
  const { result } = renderInStrictMode(tab, () => useDraft('prompt', empty))
  act(() => result.current.setDraft({ prompt: 'new' }))
  await turn(server, 0)
  expect(result.current.draft).toEqual({ prompt: 'new' })
})

it('keeps the draft after a rejected request', async () => {
  const server = createFakeServer()
  const { result } = await openPage(server, () => ({ form: useDraft('prompt', empty), mutation: useCreateVideo() }))
  act(() => result.current.form.setDraft({ prompt: 'contraband' }))
  await act(() => result.current.mutation.trigger({ ...request, prompt: 'contraband' }))
  expect(result.current.mutation.error).toMatchObject({ code: 'sentinel_block' })
  expect(result.current.form.draft).toEqual({ prompt: 'contraband' })
})

it.each([
  ['no reference image', request, {}],
  ['a reference image', { ...request, input_reference: new Blob(['frame'], { type: 'image/png' }) }, {}],
  ['an intent id', request, { intentId: 'take 1' }],
])('a retry after a reload during the request creates one job, with %s', async (_name, request, options) => {
  const server = createFakeServer()
  const keys: (string | null)[] = []
  const open = () => openPage(server, () => ({ mutation: useCreateVideo(), draft: useDraft('prompt', empty) }))
  const before = await open()
  const { create } = before.videos
  before.videos.create = async (request, options) => {
    keys.push(options?.idempotencyKey ?? null)
    void create({ ...request, input_reference: undefined as never }, options)
    return new Promise(() => {})
  }
  void before.result.current.mutation.trigger(request, options)
  await vi.waitFor(() => expect(keys).toHaveLength(1))
  before.unmount()
  const after = await open()
  after.videos.create = (request, options) => {
    keys.push(options?.idempotencyKey ?? null)
    return create({ ...request, input_reference: undefined as never }, options)
  }
  await act(() => after.result.current.mutation.trigger(request, options))
  expect(keys[0]).toBe(keys[1])
  expect(server.sandbox.counters.creates).toBe(1)
})
