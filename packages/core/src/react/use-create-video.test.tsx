// @vitest-environment jsdom
import type { Video, VideoError } from '@dailies/core'
import { useCreateVideo, useDeleteVideo, useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, expectTypeOf, it, vi } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import type { SandboxClient } from '../testing/sandbox-client'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const other = { ...request, prompt: 'A brass lamp on a desk' }

/** Holds the responses of all requests that create a job, until `respond` is called for one of them, in order. */
function holdCreates(server: SandboxClient) {
  const held: (() => void)[] = []
  server.intercept.with = (input, init) =>
    init.method === 'POST'
      ? new Promise((resolve) => {
          held.push(() => resolve(server.sandbox.fetch(input, init)))
        })
      : undefined
  return {
    count: () => held.length,
    respond: (index: number) =>
      act(async () => {
        held[index]?.()
        await server.environment.flush()
      }),
  }
}

/** Lets requests that create a job reach the sandbox, and loses their responses. */
const loseResponses = (server: SandboxClient): void => {
  server.intercept.with = (input, init) =>
    init.method === 'POST'
      ? server.sandbox.fetch(input, init).then(() => Promise.reject(new TypeError('connection cut')))
      : undefined
}

it('a double click creates one job, and both promises resolve with it', async () => {
  const server = createSandboxClient()
  const onSuccess = vi.fn<(video: Video) => void>()
  const { result } = renderInStrictMode(server, () => useCreateVideo({ onSuccess }))
  const { trigger } = result.current
  const [first, second] = await act(() => Promise.all([trigger(request), trigger({ ...request })]))
  expect(first?.id).toBe(second?.id)
  expect(server.sandbox.counters.creates).toBe(1)
  expect(result.current).toMatchObject({ data: { id: first?.id }, isMutating: false, error: undefined })
  expect(onSuccess.mock.calls).toEqual([[first]])
})

it('equal fields from two components are one job while its request has no response', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => [useCreateVideo(), useCreateVideo()] as const)
  const [first, second] = result.current
  const [one, two] = await act(() => Promise.all([first.trigger(request), second.trigger(request)]))
  expect(one?.id).toBe(two?.id)
  expect(server.sandbox.counters.creates).toBe(1)
})

it('a retry after a lost response creates one job', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  loseResponses(server)
  expect(await act(() => result.current.trigger(request))).toBeUndefined()
  expect(result.current).toMatchObject({ isMutating: false, error: { code: 'network' } })
  server.intercept.with = undefined
  await act(() => result.current.trigger(request))
  expect(server.sandbox.counters.creates).toBe(1)
  expect(result.current.error).toBeUndefined()
})

it('an equal request after a response creates another job', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  await act(() => result.current.trigger(request))
  await act(() => result.current.trigger(request))
  expect(server.sandbox.counters.creates).toBe(2)
})

it('different fields run side by side, each with its own result', async () => {
  const server = createSandboxClient()
  const onSuccess = vi.fn<(video: Video) => void>()
  const { result } = renderInStrictMode(server, () => useCreateVideo({ onSuccess }))
  const creates = holdCreates(server)
  const responses = [result.current.trigger(request), result.current.trigger(other)]
  await turn(server, 0)
  expect([creates.count(), result.current.isMutating]).toEqual([2, true])
  await creates.respond(1)
  expect(result.current).toMatchObject({ isMutating: true, data: { prompt: other.prompt } })
  await creates.respond(0)
  expect(result.current).toMatchObject({ isMutating: false, data: { prompt: request.prompt } })
  expect((await Promise.all(responses)).map((video) => video?.prompt)).toEqual([request.prompt, other.prompt])
  expect(onSuccess.mock.calls.map(([{ prompt }]) => prompt)).toEqual([other.prompt, request.prompt])
})

it('the error of one request stays when another that ran side by side succeeds', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  const creates = holdCreates(server)
  void result.current.trigger(request)
  const rejected = result.current.trigger({ ...request, seconds: '5' })
  await turn(server, 0)
  await creates.respond(1)
  await creates.respond(0)
  expect(await rejected).toBeUndefined()
  expect(result.current).toMatchObject({
    isMutating: false,
    data: { prompt: request.prompt },
    error: { param: 'seconds' },
  })
})

it('ids of intents tell equal fields apart', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  const { trigger } = result.current
  const create = (intentId: string) => trigger(request, { intentId })
  const takes = await act(() => Promise.all([create('take 1'), create('take 2'), create('take 1')]))
  expect(new Set(takes.map((video) => video?.id)).size).toBe(2)
  expect(server.sandbox.counters.creates).toBe(2)
})

it.each([
  ['in this page', false],
  ['after a reload', true],
])('an intent that was sent before is the same video %s, also after its response', async (_name, isReloaded) => {
  const server = createSandboxClient()
  const page = renderInStrictMode(server, () => useCreateVideo())
  const first = await act(() => page.result.current.trigger(request, { intentId: 'take 1' }))
  if (isReloaded) {
    page.unmount()
    sessionStorage.clear()
  }
  const { result } = isReloaded ? renderInStrictMode(server, () => useCreateVideo()) : page
  const again = await act(() => result.current.trigger(request, { intentId: 'take 1' }))
  const changed = await act(() => result.current.trigger(other, { intentId: 'take 1' }))
  expect(again?.id).toBe(first?.id)
  expect(changed?.id).not.toBe(first?.id)
  expect(server.sandbox.counters.creates).toBe(2)
})

it('without crypto.subtle, as on plain http, an intent keeps its key until there is a response', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const server = createSandboxClient()
  const before = renderInStrictMode(server, () => useCreateVideo())
  loseResponses(server)
  await act(() => before.result.current.trigger(request, { intentId: 'take 1' }))
  before.unmount()
  server.intercept.with = undefined
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  await act(() => result.current.trigger(request, { intentId: 'take 2' }))
  await act(() => result.current.trigger(request, { intentId: 'take 1' }))
  expect(server.sandbox.counters.creates).toBe(2)
})

it('resolves to undefined after an error, reports it, and reset clears it', async () => {
  const server = createSandboxClient()
  const onError = vi.fn<(error: VideoError) => void>()
  const { result } = renderInStrictMode(server, () => useCreateVideo({ onError }))
  expect(await act(() => result.current.trigger({ ...request, seconds: '5' }))).toBeUndefined()
  expect(result.current).toMatchObject({ data: undefined, error: { status: 400, param: 'seconds' } })
  expect(onError.mock.calls).toEqual([[result.current.error]])
  act(() => result.current.reset())
  expect(result.current).toMatchObject({ data: undefined, error: undefined, isMutating: false })
})

it('rejects with the error if throwOnError is set, and its result needs no check', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo({ throwOnError: true }))
  expectTypeOf(result.current.trigger).returns.resolves.toEqualTypeOf<Video>()
  const rejected = await act(() =>
    result.current.trigger({ ...request, seconds: '5' }).catch((error: unknown) => error),
  )
  expect(rejected).toMatchObject({ status: 400, param: 'seconds' })
  expect(result.current.error).toBe(rejected)
})

it('reset during a request leaves its result to the promise', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  const creates = holdCreates(server)
  const response = result.current.trigger(request)
  await turn(server, 0)
  act(() => result.current.reset())
  await creates.respond(0)
  expect(await response).toMatchObject({ prompt: request.prompt })
  expect(result.current).toMatchObject({ data: undefined, error: undefined, isMutating: false })
})

it('trigger keeps its identity between renders, and calls the latest callbacks', async () => {
  const server = createSandboxClient()
  const calls: number[] = []
  let renders = 0
  const { result, rerender } = renderInStrictMode(server, () => {
    renders += 1
    const render = renders
    return { ...useCreateVideo({ onSuccess: () => calls.push(render) }), render }
  })
  const { trigger } = result.current
  rerender()
  expect(result.current.trigger).toBe(trigger)
  const latest = result.current.render
  await act(async () => {
    await trigger(request)
    expect(calls.length).toBe(1)
  })
  expect(calls[0]).toBeGreaterThanOrEqual(latest)
})

it('an exception of a callback is reported as uncaught and changes no result', async () => {
  const server = createSandboxClient()
  const uncaught: unknown[] = []
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.once('uncaughtException', (error) => uncaught.push(error))
  const failure = new Error("the page's own")
  const { result } = renderInStrictMode(server, () =>
    useCreateVideo({
      onSuccess: () => {
        throw failure
      },
    }),
  )
  const video = await act(() => result.current.trigger(request))
  await vi.waitFor(() => expect(uncaught).toEqual([failure]))
  for (const listener of listeners) process.on('uncaughtException', listener)
  expect(result.current).toMatchObject({ data: { id: video?.id }, error: undefined })
})

it('a result for the previous viewer is not shown to the next', async () => {
  const server = createFakeServer()
  const ann = server.openTab('ann')
  const bob = server.openTab('bob')
  let signedIn = ann.videos
  const videos = new Proxy(ann.videos, { get: (_target, name) => Reflect.get(signedIn, name) as unknown })
  const { result } = renderInStrictMode({ videos, environment: ann.environment }, () => ({
    creation: useCreateVideo(),
    deletion: useDeleteVideo(),
  }))
  await act(() => result.current.creation.trigger(request))
  expect(result.current.creation.data).toBeDefined()
  ann.environment.setVisible(false)
  signedIn = bob.videos
  await turn(server, 90)
  act(() => ann.environment.setVisible(true))
  await act(() => result.current.deletion.trigger('video_none'))
  await turn(server, 90)
  expect(result.current.deletion.data).toBeDefined()
  const { id } = await bob.videos.create(request)
  await act(() => result.current.creation.trigger({ ...request, prompt: id }))
  expect(result.current.creation.data?.prompt).toBe(id)
})

it('a remix has the id of its source', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  await server.advance(20)
  const { result } = renderInStrictMode(server, () => useRemixVideo())
  const remix = await act(() => result.current.trigger({ source: id, prompt: 'At dawn' }))
  expect(remix?.remixed_from_video_id).toBe(id)
})

it('edits and extends a video by its id', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  await server.advance(20)
  const { result } = renderInStrictMode(server, () => [useEditVideo(), useExtendVideo()] as const)
  const [edit, extend] = result.current
  const edited = await act(() => edit.trigger({ source: id, prompt: 'At dawn' }))
  const extended = await act(() => extend.trigger({ source: id, prompt: 'A ship comes', seconds: '2' }))
  expect([edited?.remixed_from_video_id, extended?.seconds]).toEqual([id, '3'])
})

it('edits and extends an uploaded video, and sends it once on a double click', async () => {
  const server = createSandboxClient()
  const sent: BodyInit[] = []
  server.intercept.with = async (_, { body }) => {
    sent.push(body ?? '')
    return Response.json({ id: `video_${sent.length}`, status: 'queued' })
  }
  const file = new File(['a video'], 'holiday.mp4', { type: 'video/mp4' })
  const { result } = renderInStrictMode(server, () => [useEditVideo(), useExtendVideo()] as const)
  const [edit, extend] = result.current
  const send = (source: File) => edit.trigger({ source, prompt: 'At dawn' })
  const edits = await act(() => Promise.all([send(file), send(file)]))
  await act(() => extend.trigger({ source: file, prompt: 'A ship comes', seconds: '2' }))
  expect(new Set(edits.map((video) => video?.id)).size).toBe(1)
  const forms = sent.filter((body) => body instanceof FormData)
  expect(forms.map((form) => [...form.keys()])).toEqual([
    ['prompt', 'video'],
    ['prompt', 'seconds', 'video'],
  ])
  expect(forms.map((form) => form.get('video'))).toEqual([file, file])
})

it('equal files in different objects are one job while the request has no response', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useCreateVideo())
  const held: (() => void)[] = []
  server.intercept.with = (_input, { method }) =>
    method === 'POST'
      ? new Promise((resolve) => {
          const id = `video_${held.length}`
          held.push(() => resolve(Response.json({ id, status: 'queued' })))
        })
      : undefined
  const send = (text: string) =>
    result.current.trigger({ ...request, input_reference: new Blob([text], { type: 'image/png' }) })
  const responses = [send('one frame'), send('one frame'), send('another')]
  await act(() => vi.waitFor(() => expect(held).toHaveLength(2)))
  await act(async () => {
    for (const respond of held) respond()
    await Promise.all(responses)
  })
  const [first, second, third] = await Promise.all(responses)
  expect([first?.id === second?.id, first?.id === third?.id]).toEqual([true, false])
  expect(held).toHaveLength(2)
})

it('a response after unmounting still resolves the promise and calls onSuccess', async () => {
  const server = createSandboxClient()
  const onSuccess = vi.fn<(video: Video) => void>()
  const { result, unmount } = renderInStrictMode(server, () => useCreateVideo({ onSuccess }))
  const created = result.current.trigger(request)
  unmount()
  await expect(created).resolves.toMatchObject({ status: 'queued' })
  expect(onSuccess).toHaveBeenCalledOnce()
  await turn(server, 0)
})
