// @vitest-environment jsdom
import { useCreateVideo, useDraft } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FakeServer } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const empty = { prompt: '' }

/** A page of its own: a new client and a new provider over what the tab has stored. */
async function openPage<Result>(far: FakeServer, hook: () => Result, viewer = 'ann') {
  const tab = far.openTab(viewer)
  const page = renderInStrictMode(tab, hook)
  await act(() => far.advance(0))
  return { ...page, ...tab }
}

it('what was typed is there again after a reload', async () => {
  const far = createFakeServer()
  const before = await openPage(far, () => useDraft('prompt', empty))
  expect(before.result.current.draft).toBe(empty)
  act(() => before.result.current.setDraft({ prompt: 'A light' }))
  act(() => before.result.current.setDraft(({ prompt }) => ({ prompt: `${prompt}house` })))
  before.unmount()
  const after = await openPage(far, () => useDraft('prompt', empty))
  expect(after.result.current.draft).toEqual({ prompt: 'A lighthouse' })
  act(() => after.result.current.clearDraft())
  after.unmount()
  expect((await openPage(far, () => useDraft('prompt', empty))).result.current.draft).toBe(empty)
})

it('another viewer in the same tab sees nothing of it', async () => {
  const far = createFakeServer()
  const ann = await openPage(far, () => useDraft('prompt', empty), 'ann')
  act(() => ann.result.current.setDraft({ prompt: 'A secret' }))
  ann.unmount()
  const bob = await openPage(far, () => useDraft('prompt', empty), 'bob')
  expect(bob.result.current.draft).toBe(empty)
})

it('what is typed before the server has said who this is, is not overwritten', async () => {
  const far = createFakeServer()
  const before = await openPage(far, () => useDraft('prompt', empty))
  act(() => before.result.current.setDraft({ prompt: 'old' }))
  before.unmount()
  const tab = far.openTab()
  const { result } = renderInStrictMode(tab, () => useDraft('prompt', empty))
  act(() => result.current.setDraft({ prompt: 'new' }))
  await act(() => far.advance(0))
  expect(result.current.draft).toEqual({ prompt: 'new' })
})

it('the draft survives a refusal', async () => {
  const far = createFakeServer()
  const { result } = await openPage(far, () => ({ typed: useDraft('prompt', empty), submission: useCreateVideo() }))
  act(() => result.current.typed.setDraft({ prompt: 'contraband' }))
  await act(() => result.current.submission.create({ ...request, prompt: 'contraband' }).catch(() => undefined))
  expect(result.current.submission.error).toMatchObject({ code: 'sentinel_block' })
  expect(result.current.typed.draft).toEqual({ prompt: 'contraband' })
})

it.each([
  ['no reference', request],
  ['a reference', { ...request, input_reference: new Blob(['frame'], { type: 'image/png' }) }],
])('a reload in the middle of a submit and a second press make one job, with %s', async (_name, request) => {
  const far = createFakeServer()
  const keys: (string | null)[] = []
  const open = () => openPage(far, () => ({ submission: useCreateVideo(), draft: useDraft('prompt', empty) }))
  const before = await open()
  const { create } = before.videos
  before.videos.create = async (request, options) => {
    keys.push(options?.idempotencyKey ?? null)
    void create({ ...request, input_reference: undefined as never }, options)
    return new Promise(() => {})
  }
  void before.result.current.submission.create(request)
  await vi.waitFor(() => expect(keys).toHaveLength(1))
  before.unmount()
  const after = await open()
  after.videos.create = (request, options) => {
    keys.push(options?.idempotencyKey ?? null)
    return create({ ...request, input_reference: undefined as never }, options)
  }
  await act(() => after.result.current.submission.create(request))
  expect(keys[0]).toBe(keys[1])
  expect(far.sandbox.counters.creates).toBe(1)
})
