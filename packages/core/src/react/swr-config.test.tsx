// @vitest-environment jsdom
import type { Capabilities } from '@dailies/core'
import { VideosProvider, useCapabilities, useDeleteVideo, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ComponentProps, ReactNode } from 'react'
import { StrictMode } from 'react'
import useSWR, { SWRConfig, unstable_serialize, useSWRConfig } from 'swr'
import type { SWRConfiguration } from 'swr'
import { unstable_serialize as serializeInfinite } from 'swr/infinite'
import { afterEach, expect, it, vi } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import type { FakeServer, LiveTab } from '../testing/fake-server'
import { turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const baseURL = 'http://sandbox/v1'
const capabilitiesKey = ['dailies', baseURL, 'ann', 'capabilities']
const listKey = ['dailies', baseURL, 'ann', 'list', 'desc', 20, null]

/** A page of a host app with this `SWRConfig`, around the provider or between the provider and the hooks. */
const createHost =
  ({ videos, environment }: LiveTab, config: ComponentProps<typeof SWRConfig>['value'], isInside = false) =>
  ({ children }: { children: ReactNode }): ReactNode => {
    const Host = (props: { children: ReactNode }) => (
      <SWRConfig value={{ provider: () => new Map(), ...config }}>{props.children}</SWRConfig>
    )
    const Provider = (props: { children: ReactNode }) => (
      <VideosProvider client={videos} environment={environment}>
        {props.children}
      </VideosProvider>
    )
    return (
      <StrictMode>
        {isInside ? (
          <Provider>
            <Host>{children}</Host>
          </Provider>
        ) : (
          <Host>
            <Provider>{children}</Provider>
          </Host>
        )}
      </StrictMode>
    )
  }

const count = (server: FakeServer, path: string): number =>
  server.requests.filter((request) => request === `GET ${path}`).length

const configs: [string, SWRConfiguration][] = [
  ['nothing', {}],
  ['a fetcher', { fetcher: () => Promise.reject(new Error("the host's fetcher")) }],
  ['isPaused', { isPaused: () => true }],
  ['suspense', { suspense: true }],
  ['refreshInterval', { refreshInterval: 1, dedupingInterval: 0 }],
  ['revalidateOnMount', { revalidateOnMount: false }],
  ['keepPreviousData and compare', { keepPreviousData: true, compare: () => true }],
]

it.each(configs.flatMap(([name, config]) => [[name, config, false] as const, [name, config, true] as const]))(
  'lists and capabilities load as usual with %s in the SWRConfig of the page (%j, inside: %s)',
  async (_name, config, isInside) => {
    const server = createFakeServer({ jobDurationMs: 5_000 })
    const tab = server.openTab()
    const { id } = await tab.videos.create(request)
    const { result } = renderHook(
      () => ({ shown: useVideo(id), list: useVideoLibrary(), capabilities: useCapabilities() }),
      { wrapper: createHost(tab, config, isInside) },
    )
    await turn(server, 1)
    expect(result.current.list).toMatchObject({ ids: [id], isLoading: false, error: undefined })
    expect(result.current.capabilities.capabilities?.viewer).toBe('ann')
    const added = await tab.videos.create(request)
    await turn(server, 30)
    expect(result.current).toMatchObject({ shown: { video: { status: 'completed' } }, list: { ids: [added.id, id] } })
    expect(count(server, '/videos')).toBe(1)
    expect(count(server, '/videos/capabilities')).toBeLessThanOrEqual(2)
  },
)

it('a middleware of the page receives the documented keys and passes the data on', async () => {
  const server = createFakeServer()
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const keys = new Set<string>()
  const wrapper = createHost(tab, {
    use: [
      (useNext) => (key, fetcher, config) => {
        const value: unknown =
          typeof key === 'function' ? (key as (index: number, previous: null) => unknown)(0, null) : key
        if (value) keys.add(JSON.stringify(value))
        return useNext(key, fetcher, config)
      },
    ],
  })
  const { result } = renderHook(() => ({ list: useVideoLibrary(), capabilities: useCapabilities() }), { wrapper })
  await turn(server, 1)
  expect(result.current.list.ids).toEqual([id])
  expect([...keys].sort()).toEqual([JSON.stringify(capabilitiesKey), JSON.stringify(listKey)])
})

it('the page reads and revalidates the entries under their keys', async () => {
  const server = createFakeServer()
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { result } = renderHook(
    () => ({
      list: useVideoLibrary(),
      capabilities: useCapabilities(),
      ...useSWRConfig(),
    }),
    { wrapper: createHost(tab, {}) },
  )
  await turn(server, 1)
  const cached: unknown = result.current.cache.get(unstable_serialize(capabilitiesKey))?.data
  expect(cached).toBe(result.current.capabilities.capabilities)
  // A deletion that reached neither the stream nor this tab.
  await server.sandbox.fetch(`${baseURL}/videos/${id}`, { method: 'DELETE' })
  server.requests.length = 0
  await act(async () => {
    await result.current.mutate(capabilitiesKey)
    await result.current.mutate(serializeInfinite(() => listKey))
  })
  expect(server.requests).toEqual(['GET /videos/capabilities', 'GET /videos'])
  expect(result.current.list.ids).toEqual([])
  act(
    () =>
      void result.current.mutate(capabilitiesKey, (data?: Capabilities) => data && { ...data, currency: 'EUR' }, false),
  )
  expect(result.current.capabilities.capabilities?.currency).toBe('EUR')
})

it("the page's own useSWR below the provider keeps the page's configuration", async () => {
  const server = createFakeServer()
  const wrapper = createHost(server.openTab(), { fetcher: async (key: string) => `host ${key}` })
  const { result } = renderHook(() => useSWR<string, Error>('key'), { wrapper })
  await vi.waitFor(() => expect(result.current.data).toBe('host key'))
})

it('caches nothing before the viewer is known, and then uses the page that was requested meanwhile', async () => {
  const server = createFakeServer()
  const tab = server.openTab()
  await tab.videos.create(request)
  const { capabilities } = tab.videos
  let respond = (): void => {}
  tab.videos.capabilities = () =>
    new Promise((resolve) => {
      respond = () => resolve(capabilities())
    })
  const cache = new Map<string, never>()
  const { result } = renderHook(() => useVideoLibrary(), { wrapper: createHost(tab, { provider: () => cache }) })
  await turn(server, 1)
  expect([result.current.isLoading, cache.size, count(server, '/videos')]).toEqual([true, 0, 1])
  await act(async () => respond())
  await turn(server, 1)
  expect(result.current).toMatchObject({ isLoading: false, ids: { length: 1 } })
  expect(count(server, '/videos')).toBe(1)
  expect([...cache.keys()].every((key) => key.includes('"dailies"') && key.includes('"ann"'))).toBe(true)
})

/** A cache that survives a reload as JSON, as in the documentation of SWR. */
const createStorage = () => {
  let text = '[]'
  let current = new Map<string, never>()
  return {
    text: () => text,
    provider: () => {
      current = new Map(JSON.parse(text) as [string, never][])
      return current
    },
    save() {
      text = JSON.stringify([...current])
    },
  }
}

it('works with a persistent cache: after a reload, the list is loaded again and shows no deleted video', async () => {
  const server = createFakeServer({ jobDurationMs: 5_000 })
  const storage = createStorage()
  const open = () => {
    const tab = server.openTab()
    const page = renderHook(() => ({ list: useVideoLibrary(), capabilities: useCapabilities() }), {
      wrapper: createHost(tab, { provider: storage.provider }),
    })
    return { ...page, tab }
  }
  const other = server.openTab()
  const { id } = await other.videos.create(request)
  const { id: deleted } = await other.videos.create(request)
  const before = open()
  await turn(server, 10)
  expect(before.result.current.list.ids).toHaveLength(2)
  storage.save()
  expect(storage.text()).toContain(id)
  before.unmount()
  await other.videos.delete(deleted)
  server.requests.length = 0
  const after = open()
  const shown = new Set<string>()
  for (let turns = 0; turns < 5; turns += 1) {
    await turn(server, 0)
    for (const id of after.result.current.list.ids) shown.add(id)
  }
  expect(after.result.current.list).toMatchObject({ ids: [id], isLoading: false })
  expect([...shown]).toEqual([id])
  expect(count(server, '/videos')).toBe(1)
  expect(server.requests).not.toContain(`GET /videos/${id}`)
})

it('another viewer on the same persistent cache sees nothing of the first', async () => {
  const server = createFakeServer()
  const storage = createStorage()
  const ann = server.openTab('ann')
  await ann.videos.create(request)
  const page = renderHook(() => useVideoLibrary(), { wrapper: createHost(ann, { provider: storage.provider }) })
  await turn(server, 1)
  expect(page.result.current.ids).toHaveLength(1)
  storage.save()
  page.unmount()
  const bob = server.openTab('bob')
  const seen = new Set<number>()
  const { result } = renderHook(
    () => {
      const list = useVideoLibrary()
      const capabilities = useCapabilities()
      seen.add(list.ids.length)
      return { list, capabilities }
    },
    { wrapper: createHost(bob, { provider: storage.provider }) },
  )
  await turn(server, 1)
  expect(result.current.list).toMatchObject({ ids: [], isLoading: false })
  expect(result.current.capabilities.capabilities?.viewer).toBe('bob')
  expect([...seen]).toEqual([0])
})

it('a change of the viewer replaces the lists, and a response for the previous viewer is dropped', async () => {
  const server = createFakeServer()
  const ann = server.openTab('ann')
  const bob = server.openTab('bob')
  const { id } = await ann.videos.create(request)
  let signedIn = ann.videos
  const videos = new Proxy(ann.videos, { get: (_target, name) => Reflect.get(signedIn, name) as unknown })
  const { result } = renderHook(
    () => ({
      list: useVideoLibrary(),
      shown: useVideo(id),
      deletion: useDeleteVideo(),
      capabilities: useCapabilities(),
    }),
    { wrapper: createHost({ videos, environment: ann.environment }, {}) },
  )
  await turn(server, 1)
  expect(result.current.list.ids).toEqual([id])
  let respond = (): void => {}
  const { list } = ann.videos
  ann.videos.list = async (page) => {
    const response = await list(page)
    await new Promise<void>((resolve) => {
      respond = resolve
    })
    return response
  }
  void result.current.list.refresh()
  signedIn = bob.videos
  await act(() => result.current.capabilities.refresh())
  await turn(server, 1)
  await act(async () => respond())
  await turn(server, 1)
  expect(result.current).toMatchObject({
    list: { ids: [], isLoading: false, error: undefined },
    shown: { video: undefined, error: { code: 'not_found' } },
    capabilities: { capabilities: { viewer: 'bob' } },
  })
})
