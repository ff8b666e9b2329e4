import { createVideosClient, isSettled } from '@dailies/core'
import type { CreateVideo, Video, VideosClient } from '@dailies/core'
import type { StoryContext } from '@storybook/react-vite'
import { callServiceWorker, storybookURL } from './call-service-worker'
import { stagesPath } from './stage-message'
import type { Fault } from '@dailies/sandbox/browser'
import type { Connection, StageOptions } from './stage-message'
import { startTimeOf } from './fixed-clock'
import { dialectOf, faultOf } from './toolbar'

/**
 * The server of one story: a sandbox with its own clock, behind the real server adapter, both in the service worker.
 * The story's components send requests to it as any app does to its server.
 */
export class Stage {
  /** The path at which the stage's adapter is mounted. */
  readonly baseURL: string
  /** The real client, for seeding and for assertions. */
  readonly videos: VideosClient
  /** Ids of the videos created through `create`, oldest first. */
  readonly ids: string[] = []
  readonly #name: string

  constructor(name: string) {
    this.#name = name
    this.baseURL = new URL(`${stagesPath}${name}/api`, storybookURL).pathname
    this.videos = createVideosClient({ baseURL: this.baseURL })
  }

  /** Opens the stage in the service worker. */
  readonly open = (options: StageOptions = {}): Promise<void> =>
    callServiceWorker({ type: 'open', stage: this.#name, options })

  /** Creates a job. @param request its model is `mini` by default */
  readonly create = async (request: CreateVideo): Promise<Video> => {
    const video = await this.videos.create({ model: 'mini', ...request })
    this.ids.push(video.id)
    return video
  }

  /** Advances the sandbox's clock; resolves when every render that fell due is done. */
  readonly advance = (seconds: number): Promise<void> =>
    callServiceWorker({ type: 'advance', stage: this.#name, seconds })

  /** Advances the sandbox's clock until every job created through `create` has completed or failed. */
  readonly flush = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      const videos = await Promise.all(this.ids.map((id) => this.videos.retrieve(id)))
      if (videos.every(isSettled)) return
      await this.advance(10)
    }
    throw new Error('The jobs on this stage did not settle within ten minutes of sandbox time.')
  }

  /** Replaces the faults of the upstream; without arguments it clears them. */
  readonly setFaults = (...faults: Fault[]): Promise<void> =>
    callServiceWorker({ type: 'setFaults', stage: this.#name, faults })

  /** Restarts the upstream, which loses every running job. */
  readonly restartUpstream = (): Promise<void> => callServiceWorker({ type: 'restartUpstream', stage: this.#name })

  /** Breaks or restores the connection from the page to its server. */
  readonly setConnection = (connection: Connection): Promise<void> =>
    callServiceWorker({ type: 'setConnection', stage: this.#name, connection })

  /** Closes the stage; later requests to it get a 404. */
  readonly close = (): Promise<void> => callServiceWorker({ type: 'close', stage: this.#name })
}

/** The part of the story context that a stage reads. */
type StageContext = Pick<StoryContext, 'globals' | 'id'>

/**
 * Creates a Storybook loader that opens a stage for one story and seeds it through real calls.
 *
 * ```ts
 * export const Rendering: Story = {
 *   loaders: [
 *     stage(async ({ create, advance }) => {
 *       await create({ prompt: fixturePrompts[0], seconds: '2' })
 *       await advance(4)
 *     }),
 *   ],
 *   render: (args, { loaded }) => <JobProgress {...args} id={stageOf(loaded).ids[0]} />,
 *   play: async ({ loaded, canvas }) => {
 *     await stageOf(loaded).flush()
 *   },
 * }
 * ```
 */
export const stage =
  (seed?: (stage: Stage) => Promise<void>, options?: StageOptions) =>
  async ({ globals, id }: StageContext): Promise<{ stage: Stage }> => {
    const opened = new Stage(crypto.randomUUID())
    await opened.open({ ...startTimeOf(id), ...dialectOf(globals), ...options })
    await seed?.(opened)
    await faultOf(globals)(opened)
    return { stage: opened }
  }

/** Finds the stage opened by a story's loader, if any. */
export const findStage = (loaded: Record<string, unknown>): Stage | undefined => {
  const { stage } = loaded
  return stage instanceof Stage ? stage : undefined
}

/** Returns the stage opened by a story's loader. @throws Error if the story has no stage */
export const stageOf = (loaded: Record<string, unknown>): Stage => {
  const stage = findStage(loaded)
  if (!stage) throw new Error('This story has no stage. Add one with `loaders: [stage()]`.')
  return stage
}
