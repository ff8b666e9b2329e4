import { createVideosClient, isSettled, isVideoError } from '@dailies/core'
import type { CreateVideo, Video, VideosClient } from '@dailies/core'
import type { StoryContext } from '@storybook/react-vite'
import { callServiceWorker, storybookURL } from './call-service-worker'
import { storyServersPath } from './story-server-message'
import type { Fault } from '@dailies/sandbox/browser'
import type { NetworkCondition, StoryServerOptions } from './story-server-message'
import { startTimeOptions } from './fixed-clock'
import { networkOf, providerOptions } from './toolbar'

/**
 * The server of one story: a sandbox with its own clock, behind the real server adapter, both in the service worker.
 * The story's components send requests to it as any app does to its server.
 */
export class StoryServer {
  /** The path at which the server adapter is mounted. */
  readonly baseURL: string
  /** The real client, for seeding and for assertions. */
  readonly videos: VideosClient
  /** Ids of the videos created through `create`, oldest first. */
  readonly ids: string[] = []
  readonly #name: string
  #options: StoryServerOptions = {}

  constructor(name: string) {
    this.#name = name
    this.baseURL = new URL(`${storyServersPath}${name}/api`, storybookURL).pathname
    this.videos = createVideosClient({ baseURL: this.baseURL })
  }

  /** Starts the server in the service worker. */
  readonly open = (options: StoryServerOptions = {}): Promise<void> => {
    this.#options = options
    return callServiceWorker({ type: 'open', server: this.#name, options })
  }

  /**
   * Creates a job.
   *
   * @param request its model is `mini` by default. Other providers than the sandbox get only its prompt, for their first model
   */
  readonly create = async (request: CreateVideo): Promise<Video> => {
    const { provider = 'sandbox' } = this.#options
    const video = await this.videos.create(
      provider === 'sandbox' ? { model: 'mini', ...request } : { prompt: request.prompt },
    )
    this.ids.push(video.id)
    return video
  }

  /** Advances the sandbox's clock; resolves when all renders that are due have finished. */
  readonly advance = (seconds: number): Promise<void> =>
    callServiceWorker({ type: 'advance', server: this.#name, seconds })

  /** Advances the sandbox's clock until every job created through `create` has completed or failed. */
  readonly finishJobs = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      const videos = await Promise.all(this.ids.map((id) => this.videos.retrieve(id)))
      if (videos.every(isSettled)) return
      await this.advance(10)
    }
    throw new Error('The jobs of this story did not finish within ten minutes of sandbox time.')
  }

  /** Replaces the faults of the upstream; without arguments it clears them. */
  readonly setFaults = (...faults: Fault[]): Promise<void> =>
    callServiceWorker({ type: 'setFaults', server: this.#name, faults })

  /** Restarts the upstream, which loses every running job. */
  readonly restartUpstream = (): Promise<void> => callServiceWorker({ type: 'restartUpstream', server: this.#name })

  /** Breaks or restores the network between the page and its server. */
  readonly setNetworkCondition = (condition: NetworkCondition): Promise<void> =>
    callServiceWorker({ type: 'setNetworkCondition', server: this.#name, condition })

  /** Closes the server; later requests to it get a 404. */
  readonly close = (): Promise<void> => callServiceWorker({ type: 'close', server: this.#name })
}

/** The part of the story context that the loader reads. */
type StoryServerContext = Pick<StoryContext, 'globals' | 'id'>

/**
 * Creates a Storybook loader that starts a server for one story and seeds it through real calls.
 *
 * ```ts
 * export const Rendering: Story = {
 *   loaders: [
 *     storyServer(async ({ create, advance }) => {
 *       await create({ prompt: fixturePrompts[0], seconds: '2' })
 *       await advance(4)
 *     }),
 *   ],
 *   render: (args, { loaded }) => <JobProgress {...args} id={storyServerOf(loaded).ids[0]} />,
 *   play: async ({ loaded, canvas }) => {
 *     await storyServerOf(loaded).finishJobs()
 *   },
 * }
 * ```
 */
export const storyServer =
  (seed?: (server: StoryServer) => Promise<void>, options?: StoryServerOptions) =>
  async ({ globals, id }: StoryServerContext): Promise<{ server: StoryServer }> => {
    const server = new StoryServer(crypto.randomUUID())
    const provider = providerOptions(globals)
    await server.open({ ...startTimeOptions(id), ...provider, ...options })
    // A provider of the toolbar may have no remix, for example. Then the story shows what was seeded before it was rejected.
    await seed?.(server).catch((error: unknown) => {
      if (!provider || !isVideoError(error)) throw error
    })
    const network = networkOf(globals)
    if (network !== 'online') await server.setNetworkCondition(network)
    return { server }
  }

/** Finds the server started by a story's loader, if any. */
export const findStoryServer = (loaded: Record<string, unknown>): StoryServer | undefined => {
  const { server } = loaded
  return server instanceof StoryServer ? server : undefined
}

/** Returns the server started by a story's loader. @throws Error if the story has no server */
export const storyServerOf = (loaded: Record<string, unknown>): StoryServer => {
  const server = findStoryServer(loaded)
  if (!server) throw new Error('This story has no server. Add one with `loaders: [storyServer()]`.')
  return server
}
