// @vitest-environment jsdom
import { useCreateVideo, useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('a double click creates one job, and both promises resolve with it', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  const [first, second] = await act(() => Promise.all([result.current.create(request), result.current.create(request)]))
  expect(first.id).toBe(second.id)
  expect(server.sandbox.counters.creates).toBe(1)
})

it('a retry after a lost response creates one job', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  server.intercept.with = async (input, init) => {
    await server.sandbox.fetch(input, init)
    throw new TypeError('connection cut')
  }
  await act(() => result.current.create(request).catch(() => undefined))
  expect(result.current).toMatchObject({ isSubmitting: false, error: { code: 'network' } })
  server.intercept.with = undefined
  await act(() => result.current.create(request))
  expect(server.sandbox.counters.creates).toBe(1)
  expect(result.current.error).toBeUndefined()
})

it('an equal request after a response creates another job', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  await act(() => result.current.create(request))
  await act(() => result.current.create(request))
  expect(server.sandbox.counters.creates).toBe(2)
})

it('returns the error of a rejected request, and reset clears it', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  await act(() => result.current.create({ ...request, seconds: '5' }).catch(() => undefined))
  expect(result.current.error).toMatchObject({ status: 400, param: 'seconds' })
  act(() => result.current.reset())
  expect(result.current.error).toBeUndefined()
})

it('a remix has the id of its source', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  await server.advance(20)
  const { result } = renderInStrictMode(server, () => useRemixVideo())
  const remix = await act(() => result.current.remix(id, { prompt: 'At dawn' }))
  expect(remix.remixed_from_video_id).toBe(id)
})

it('edits and extends a video by its id', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  await server.advance(20)
  const { result } = renderInStrictMode(server, () => ({ ...useEditVideo(), ...useExtendVideo() }))
  const edited = await act(() => result.current.edit(id, { prompt: 'At dawn' }))
  const extended = await act(() => result.current.extend(id, { prompt: 'A ship comes', seconds: '2' }))
  expect([edited.remixed_from_video_id, extended.seconds]).toEqual([id, '3'])
})

it('edits and extends an uploaded video, and sends it once on a double click', async () => {
  const server = createSandboxClient()
  const sent: BodyInit[] = []
  server.intercept.with = async (_, { body }) => {
    sent.push(body ?? '')
    return Response.json({ id: `video_${sent.length}`, status: 'queued' })
  }
  const file = new File(['a video'], 'holiday.mp4', { type: 'video/mp4' })
  const { result } = renderInStrictMode(server, () => ({ ...useEditVideo(), ...useExtendVideo() }))
  const edit = () => result.current.edit(file, { prompt: 'At dawn' })
  const [first, second] = await act(() => Promise.all([edit(), edit()]))
  await act(() => result.current.extend(file, { prompt: 'A ship comes', seconds: '2' }))
  expect(first.id).toBe(second.id)
  const forms = sent.filter((body) => body instanceof FormData)
  expect(forms.map((form) => [...form.keys()])).toEqual([
    ['prompt', 'video'],
    ['prompt', 'seconds', 'video'],
  ])
  expect(forms.map((form) => form.get('video'))).toEqual([file, file])
})

it('a response after unmounting still resolves the promise', async () => {
  const server = createSandboxClient()
  const { result, unmount } = renderInStrictMode(server, () => useCreateVideo())
  const created = result.current.create(request)
  unmount()
  await expect(created).resolves.toMatchObject({ status: 'queued' })
  await turn(server, 0)
})
