import { createVideosClient, type Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer, type VideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'

/** The real server adapter at `/api`, with the sandbox as its upstream. */
export interface VideoApi {
  adapter: VideoServer
  /** A completed video that is a remix of another. */
  video: Video
  close(): Promise<void>
}

const models = [
  { id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes: ['320x192', '192x320'], seconds: ['1', '2'] },
  { id: 'lamp-1', label: 'Lamp', description: 'Quick takes.', sizes: ['1280x720'], seconds: ['4'] },
]

/** Creates two videos: a lighthouse at dusk, and its remix. */
export async function createVideoApi(): Promise<VideoApi> {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test' })
  const adapter = createVideoServer({
    upstream: openaiUpstream({ baseURL: 'http://sandbox.test/v1', apiKey: 'sk-test', fetch: sandbox.fetch, models }),
    store: memoryStore(),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
  })
  const videos = createVideosClient({
    baseURL: 'http://page.test/api',
    fetch: (input, init) => adapter.fetch(new Request(input, init)),
  })
  const completeJobs = async () => {
    await sandbox.advance(60)
    await adapter.tick()
  }
  const first = await videos.create({ prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' })
  await completeJobs()
  const { id } = await videos.remix(first.id, { prompt: 'Make it night' })
  await completeJobs()
  return {
    adapter,
    video: await videos.retrieve(id),
    close: async () => {
      await adapter.close()
      await sandbox.close()
    },
  }
}
