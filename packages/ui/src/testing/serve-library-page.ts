import type { CreateVideo, Video, VideosClient } from '@dailies/core'
import { servePage, type PageOptions } from './serve-page'

/** A page with a VideoLibrary under a strict policy, with the real server adapter behind it. */
export interface LibrarySite {
  /** @param props of the VideoLibrary, as JSON has them */
  url(props?: Record<string, unknown>): string
  videos: VideosClient
  /** Creates a video for each request, and completes them. */
  create(...requests: Partial<CreateVideo>[]): Promise<Video[]>
  /** Advances the clock of the upstream, in seconds. */
  advance(seconds: number): Promise<void>
  /** Sees each request before the server does, and handles it instead if it returns true. */
  onRequest: { with?: PageOptions['onRequest'] | undefined }
  close(): Promise<void>
}

const models = [
  { id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes: ['320x192', '192x320'], seconds: ['1', '2', '4'] },
  { id: 'lamp-1', label: 'Lamp', description: 'Takes.', sizes: ['1280x720', '720x1280'], seconds: ['4', '8'] },
]

/** Serves the page until the site is closed. */
export async function serveLibraryPage(): Promise<LibrarySite> {
  const onRequest: LibrarySite['onRequest'] = {}
  const { origin, videos, advance, close } = await servePage({
    title: 'Library',
    script: 'library-page.tsx',
    styles: 'styles/video-library.css',
    models,
    sandbox: { concurrency: 100 },
    onRequest: (request, response) => onRequest.with?.(request, response),
  })
  return {
    url: (props = {}) => `${origin}/?${new URLSearchParams({ props: JSON.stringify(props) })}`,
    videos,
    advance,
    create: async (...requests) => {
      const created: Video[] = []
      for (const request of requests) {
        created.push(await videos.create({ prompt: 'A boat', model: 'mini', size: '320x192', ...request }))
        // One second apart: the list is sorted by time of creation.
        await advance(1)
      }
      for (let round = 0; round < 3; round += 1) await advance(120)
      return Promise.all(created.map(({ id }) => videos.retrieve(id)))
    },
    onRequest,
    close,
  }
}
