import type { VideosClient } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { VideosProvider, useVideo } from '@dailies/core/react'
import { fetchServerSentEvents, useGenerateVideo } from '@tanstack/ai-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import useSWR, { SWRConfig } from 'swr'
import type { FakeServer, LiveTab } from '../../../packages/core/src/testing/fake-server'
import { createTanStackServer } from './tanstack-server'

/** One component and the job that it shows. */
interface Shown {
  key: string
  id: string
}

/** A way of following jobs from a page. */
export interface Follower {
  /** Starts a job before any page shows it; resolves with its id. */
  start(prompt: string): Promise<string>
  /** Shows jobs in one tab. */
  show(tab: LiveTab, shown: readonly Shown[]): ReactNode
  /** Connections that pages hold open. */
  heldOpen(): number
}

const createWith = async (videos: VideosClient, prompt: string): Promise<string> =>
  (await videos.create({ prompt, model: 'mini', size: '320x192', seconds: '1' })).id

const Followed = ({ id }: { id: string }) => <p>{useVideo(id).video?.status}</p>

/** With the hooks of this project. */
export const followWithDailies = (far: FakeServer): Follower => ({
  start: (prompt) => createWith(far.openTab().videos, prompt),
  show: ({ videos, environment }, shown) => (
    <VideosProvider client={videos} environment={environment}>
      {shown.map(({ key, id }) => (
        <Followed key={key} id={id} />
      ))}
    </VideosProvider>
  ),
  heldOpen: () => far.streams,
})

const everyTwoSeconds = 2_000

const Polled = ({ videos, id }: { videos: VideosClient; id: string }) => {
  const { data } = useSWR(['video', id], () => videos.retrieve(id), {
    refreshInterval: (video) => (video && isSettled(video) ? 0 : everyTwoSeconds),
  })
  return <p>{data?.status}</p>
}

/** With SWR's own polling every 2 s, as its documentation shows it; one cache per tab, as in a browser. */
export const followWithSWR = (far: FakeServer): Follower => ({
  start: (prompt) => createWith(far.openTab().videos, prompt),
  show: ({ videos, environment }, shown) => (
    <SWRConfig value={{ provider: () => new Map(), isVisible: () => environment.isVisible() }}>
      {shown.map(({ key, id }) => (
        <Polled key={key} id={id} videos={videos} />
      ))}
    </SWRConfig>
  ),
  heldOpen: () => 0,
})

type Connection = ReturnType<typeof fetchServerSentEvents>

const Generated = ({ threadId, connect }: { threadId: string; connect: () => Connection }) => {
  const [connection] = useState(connect)
  return <p>{useGenerateVideo({ connection, threadId, persistence: true }).videoStatus?.status}</p>
}

/**
 * With TanStack AI's `useGenerateVideo` over server-sent events: a component finds the run by its thread and joins it, as after a
 * reload. The server looks at each job every 2 s, its default.
 */
export function followWithTanStack(far: FakeServer): Follower {
  const serve = createTanStackServer((input, init) => far.sandbox.fetch(input, init))
  const open = new Set<symbol>()

  const fetchFromPage: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    far.requests.push(`${request.method} ${new URL(request.url).search}`)
    const response = await serve(request)
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response
    const connection = Symbol('connection')
    open.add(connection)
    const close = (): void => void open.delete(connection)
    request.signal.addEventListener('abort', close)
    return new Response(response.body.pipeThrough(new TransformStream({ flush: close })), response)
  }
  const connect = (): Connection => fetchServerSentEvents('http://app/api/generate', { fetchClient: fetchFromPage })

  return {
    async start(prompt) {
      const leaving = new AbortController()
      const run = connect().connect([], { prompt }, leaving.signal, { threadId: prompt, runId: `run of ${prompt}` })
      // The page that began it is gone as soon as the job runs.
      for await (const chunk of run) if (chunk.type === 'CUSTOM') leaving.abort()
      return prompt
    },
    show: (_tab, shown) => shown.map(({ key, id }) => <Generated key={key} threadId={id} connect={connect} />),
    heldOpen: () => open.size,
  }
}
