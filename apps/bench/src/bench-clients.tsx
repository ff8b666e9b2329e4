import type { VideosClient } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { VideosProvider, useVideo } from '@dailies/core/react'
import { fetchServerSentEvents, useGenerateVideo } from '@tanstack/ai-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import useSWR, { SWRConfig } from 'swr'
import type { FakeServer, LiveTab } from '../../../packages/core/src/testing/fake-server'
import { createTanStackServer } from './tanstack-server'

/** One component and the id of its job. */
interface JobComponent {
  key: string
  id: string
}

/** A client library under test: how a page shows the status of its jobs. */
export interface BenchClient {
  /** Creates a job before any page shows it; resolves with its id. */
  create(prompt: string): Promise<string>
  /** Renders components for jobs in one tab. */
  render(tab: LiveTab, components: readonly JobComponent[]): ReactNode
  /** Number of open streams of all pages. */
  openConnections(): number
}

const createJob = async (videos: VideosClient, prompt: string): Promise<string> =>
  (await videos.create({ prompt, model: 'mini', size: '320x192', seconds: '1' })).id

const WatchedJob = ({ id }: { id: string }) => <p>{useVideo(id).video?.status}</p>

/** The hooks of this project. */
export const dailiesClient = (server: FakeServer): BenchClient => ({
  create: (prompt) => createJob(server.openTab().videos, prompt),
  render: ({ videos, environment }, components) => (
    <VideosProvider client={videos} environment={environment}>
      {components.map(({ key, id }) => (
        <WatchedJob key={key} id={id} />
      ))}
    </VideosProvider>
  ),
  openConnections: () => server.streams,
})

const pollIntervalMs = 2_000

const PolledJob = ({ videos, id }: { videos: VideosClient; id: string }) => {
  const { data } = useSWR(['video', id], () => videos.retrieve(id), {
    refreshInterval: (video) => (video && isSettled(video) ? 0 : pollIntervalMs),
  })
  return <p>{data?.status}</p>
}

/** SWR with polling by `refreshInterval` every 2 s, as in its documentation; one cache per tab, as in a browser. */
export const swrClient = (server: FakeServer): BenchClient => ({
  create: (prompt) => createJob(server.openTab().videos, prompt),
  render: ({ videos, environment }, components) => (
    <SWRConfig value={{ provider: () => new Map(), isVisible: () => environment.isVisible() }}>
      {components.map(({ key, id }) => (
        <PolledJob key={key} id={id} videos={videos} />
      ))}
    </SWRConfig>
  ),
  openConnections: () => 0,
})

type Connection = ReturnType<typeof fetchServerSentEvents>

const GeneratedJob = ({ threadId, connect }: { threadId: string; connect: () => Connection }) => {
  const [connection] = useState(connect)
  return <p>{useGenerateVideo({ connection, threadId, persistence: true }).videoStatus?.status}</p>
}

/**
 * TanStack AI's `useGenerateVideo` over server-sent events: a component finds the run by its thread and joins it, as
 * after a reload. The server polls each job every 2 s, which is the default.
 */
export function tanStackClient(server: FakeServer): BenchClient {
  const handleRequest = createTanStackServer((input, init) => server.sandbox.fetch(input, init))
  const openStreams = new Set<symbol>()

  const fetchFromPage: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    server.requests.push(`${request.method} ${new URL(request.url).search}`)
    const response = await handleRequest(request)
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response
    const connection = Symbol('connection')
    openStreams.add(connection)
    const close = (): void => void openStreams.delete(connection)
    request.signal.addEventListener('abort', close)
    return new Response(response.body.pipeThrough(new TransformStream({ flush: close })), response)
  }
  const connect = (): Connection => fetchServerSentEvents('http://app/api/generate', { fetchClient: fetchFromPage })

  return {
    async create(prompt) {
      const abortController = new AbortController()
      const run = connect().connect([], { prompt }, abortController.signal, {
        threadId: prompt,
        runId: `run of ${prompt}`,
      })
      // Closes the connection of the page that created the job as soon as the job is running.
      for await (const chunk of run) if (chunk.type === 'CUSTOM') abortController.abort()
      return prompt
    },
    render: (_tab, components) =>
      components.map(({ key, id }) => <GeneratedJob key={key} threadId={id} connect={connect} />),
    openConnections: () => openStreams.size,
  }
}
