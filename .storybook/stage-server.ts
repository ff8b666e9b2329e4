import { createSandbox } from '@dailies/sandbox/browser'
import { createVideoServer, memoryStore } from '@dailies/server'
import { openaiUpstream } from '@dailies/server/openai'
import { sandboxModels } from '../apps/studio/src/server/sandbox-models'
import { fetchedFilms } from './fetched-films'
import type { StageOptions } from './stage-message'

/** The far side of a {@link Stage}: the sandbox and, in front of it, the adapter. */
export interface StageServer {
  fetch(request: Request): Promise<Response>
  advance(seconds: number): Promise<void>
  close(): Promise<void>
}

const apiKey = 'storybook'

/** @param url Where the stage is mounted, without a slash at the end. @param filmsURL Where the films of `fixture-films` are served. */
export function createStageServer(
  url: string,
  { clock = 'manual', pace = 10 }: StageOptions,
  filmsURL: string,
): StageServer {
  // A page reckons a job's age by its own clock, so the sandbox's begins there.
  const startsAt = Date.now() / 1_000
  const sandbox = createSandbox({ renderer: fetchedFilms(filmsURL), clock, startsAt, pace, apiKey })
  const upstream = openaiUpstream({
    baseURL: 'http://sandbox/v1',
    apiKey,
    models: sandboxModels,
    fetch: sandbox.fetch,
  })
  const videos = createVideoServer({
    upstream,
    authorize: () => ({ owner: 'story' }),
    store: memoryStore(),
    basePath: new URL(`${url}/api`).pathname,
    // One time on both sides: what the story's clock made due here is looked at there.
    now: () => sandbox.now() * 1_000,
  })
  return {
    fetch: videos.fetch,
    advance: (seconds) => sandbox.advance(seconds),
    close: async () => {
      await videos.close()
      await sandbox.close()
    },
  }
}
