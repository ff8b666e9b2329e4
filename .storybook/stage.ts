import { createVideosClient, isSettled } from '@dailies/core'
import type { CreateVideo, Video, VideosClient } from '@dailies/core'
import type { StoryContext } from '@storybook/react-vite'
import { callServiceWorker, storybookURL } from './call-service-worker'
import { stagesPath } from './stage-message'
import type { Fault } from '@dailies/sandbox/browser'
import type { Line, StageOptions } from './stage-message'
import { startOf } from './still-time'
import { dialectOf, troubleOf } from './toolbar'

/**
 * What stands behind one story, and behind no other: a sandbox with a clock of its own and the real server adapter in front of
 * it, both in the service worker. The story's components reach it as any app reaches its server.
 */
export class Stage {
  /** Where this stage's adapter is mounted. */
  readonly baseURL: string
  /** The real client, for seeding and for asking. */
  readonly videos: VideosClient
  /** What was created through `create`, oldest first. */
  readonly ids: string[] = []
  readonly #name: string

  constructor(name: string) {
    this.#name = name
    this.baseURL = new URL(`${stagesPath}${name}/api`, storybookURL).pathname
    this.videos = createVideosClient({ baseURL: this.baseURL })
  }

  /** Opens it in the service worker. */
  readonly open = (options: StageOptions = {}): Promise<void> =>
    callServiceWorker({ type: 'open', stage: this.#name, options })

  /** Creates a job, by the model `mini` unless asked otherwise. */
  readonly create = async (request: CreateVideo): Promise<Video> => {
    const video = await this.videos.create({ model: 'mini', ...request })
    this.ids.push(video.id)
    return video
  }

  /** Turns the sandbox's clock; resolves when every render that fell due is done. */
  readonly advance = (seconds: number): Promise<void> =>
    callServiceWorker({ type: 'advance', stage: this.#name, seconds })

  /** Turns the sandbox's clock until everything that was created through `create` has completed or failed. */
  readonly flush = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      const videos = await Promise.all(this.ids.map((id) => this.videos.retrieve(id)))
      if (videos.every(isSettled)) return
      await this.advance(10)
    }
    throw new Error('The jobs on this stage did not settle within ten minutes of its clock.')
  }

  /** Replaces what goes wrong at the far end; nothing, without faults. */
  readonly strike = (...faults: Fault[]): Promise<void> =>
    callServiceWorker({ type: 'strike', stage: this.#name, faults })

  /** The far end forgets every running job, as a server does that was restarted. */
  readonly restart = (): Promise<void> => callServiceWorker({ type: 'restart', stage: this.#name })

  /** Breaks the line from the page to its server, or mends it. */
  readonly setLine = (line: Line): Promise<void> => callServiceWorker({ type: 'line', stage: this.#name, line })

  /** Forgets it; whatever still asks for it is told 404. */
  readonly close = (): Promise<void> => callServiceWorker({ type: 'close', stage: this.#name })
}

/** What a stage looks at of a story. */
type StageContext = Pick<StoryContext, 'globals' | 'id'>

/**
 * A Storybook loader: opens a stage for this story alone and seeds it through real calls.
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
 *     await stageOf(loaded).settle()
 *   },
 * }
 * ```
 */
export const stage =
  (seed?: (stage: Stage) => Promise<void>, options?: StageOptions) =>
  async ({ globals, id }: StageContext): Promise<{ stage: Stage }> => {
    const opened = new Stage(crypto.randomUUID())
    await opened.open({ ...startOf(id), ...dialectOf(globals), ...options })
    await seed?.(opened)
    await troubleOf(globals)(opened)
    return { stage: opened }
  }

/** The stage that a story was given by its loader, if any. */
export const findStage = (loaded: Record<string, unknown>): Stage | undefined => {
  const { stage } = loaded
  return stage instanceof Stage ? stage : undefined
}

/** The stage that a story was given by its loader. @throws Error where it has none. */
export const stageOf = (loaded: Record<string, unknown>): Stage => {
  const stage = findStage(loaded)
  if (!stage) throw new Error('This story has no stage: give it one with `loaders: [stage()]`.')
  return stage
}
