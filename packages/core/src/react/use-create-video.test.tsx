// @vitest-environment jsdom
import { useCreateVideo, useRemixVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('a double click makes one job, and both clicks hear of it', async () => {
  const far = createSandboxClient()
  const { result } = renderInStrictMode(far, () => useCreateVideo())
  const [one, other] = await act(() => Promise.all([result.current.create(request), result.current.create(request)]))
  expect(one.id).toBe(other.id)
  expect(far.sandbox.counters.creates).toBe(1)
})

it('a lost answer followed by another try makes one job', async () => {
  const far = createSandboxClient()
  const { result } = renderInStrictMode(far, () => useCreateVideo())
  far.intercept.with = async (input, init) => {
    await far.sandbox.fetch(input, init)
    throw new TypeError('connection cut')
  }
  await act(() => result.current.create(request).catch(() => undefined))
  expect(result.current).toMatchObject({ isSubmitting: false, error: { code: 'network' } })
  far.intercept.with = undefined
  await act(() => result.current.create(request))
  expect(far.sandbox.counters.creates).toBe(1)
  expect(result.current.error).toBeUndefined()
})

it('the same request again, after an answer, is a new intent', async () => {
  const far = createSandboxClient()
  const { result } = renderInStrictMode(far, () => useCreateVideo())
  await act(() => result.current.create(request))
  await act(() => result.current.create(request))
  expect(far.sandbox.counters.creates).toBe(2)
})

it('a refusal is told and can be cleared', async () => {
  const far = createSandboxClient()
  const { result } = renderInStrictMode(far, () => useCreateVideo())
  await act(() => result.current.create({ ...request, seconds: '5' }).catch(() => undefined))
  expect(result.current.error).toMatchObject({ status: 400, param: 'seconds' })
  act(() => result.current.reset())
  expect(result.current.error).toBeUndefined()
})

it('a remix derives from its film', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  await far.advance(20)
  const { result } = renderInStrictMode(far, () => useRemixVideo())
  const remix = await act(() => result.current.remix(id, { prompt: 'At dawn' }))
  expect(remix.remixed_from_video_id).toBe(id)
})

it('an answer after unmounting disturbs nobody', async () => {
  const far = createSandboxClient()
  const { result, unmount } = renderInStrictMode(far, () => useCreateVideo())
  const created = result.current.create(request)
  unmount()
  await expect(created).resolves.toMatchObject({ status: 'queued' })
  await turn(far, 0)
})
