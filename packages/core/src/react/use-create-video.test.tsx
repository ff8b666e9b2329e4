// @vitest-environment jsdom
import { useCreateVideo, useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
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

it('an edit and an extension start from a film of yours by its id', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  await far.advance(20)
  const { result } = renderInStrictMode(far, () => ({ ...useEditVideo(), ...useExtendVideo() }))
  const edited = await act(() => result.current.edit(id, { prompt: 'At dawn' }))
  const extended = await act(() => result.current.extend(id, { prompt: 'A ship comes', seconds: '2' }))
  expect([edited.remixed_from_video_id, extended.seconds]).toEqual([id, '3'])
})

it('a film in a file is sent once however often it is pressed', async () => {
  const far = createSandboxClient()
  const sent: BodyInit[] = []
  far.intercept.with = async (_, { body }) => {
    sent.push(body ?? '')
    return Response.json({ id: `video_${sent.length}`, status: 'queued' })
  }
  const film = new File(['a film'], 'holiday.mp4', { type: 'video/mp4' })
  const { result } = renderInStrictMode(far, () => ({ ...useEditVideo(), ...useExtendVideo() }))
  const edit = () => result.current.edit(film, { prompt: 'At dawn' })
  const [one, other] = await act(() => Promise.all([edit(), edit()]))
  await act(() => result.current.extend(film, { prompt: 'A ship comes', seconds: '2' }))
  expect(one.id).toBe(other.id)
  const forms = sent.filter((body) => body instanceof FormData)
  expect(forms.map((form) => [...form.keys()])).toEqual([
    ['prompt', 'video'],
    ['prompt', 'seconds', 'video'],
  ])
  expect(forms.map((form) => form.get('video'))).toEqual([film, film])
})

it('an answer after unmounting disturbs nobody', async () => {
  const far = createSandboxClient()
  const { result, unmount } = renderInStrictMode(far, () => useCreateVideo())
  const created = result.current.create(request)
  unmount()
  await expect(created).resolves.toMatchObject({ status: 'queued' })
  await turn(far, 0)
})
