import type { StoryboardShot } from '..'
import { servePage } from './serve-page'

/** A page with a storyboard, with the real server adapter behind it. */
export interface StoryboardSite {
  /** The origin of the page. */
  origin: string
  /** Creates completed videos. @param requests size and seconds, such as `320x192 4` @returns their ids */
  create(...requests: string[]): Promise<string[]>
  /** Creates a job that runs until `finish`. */
  start(request: string): Promise<string>
  /** Finishes all jobs. */
  finish(): Promise<void>
  /** Deletes a video. */
  delete(id: string): Promise<unknown>
  /** The address of a storyboard. */
  url(
    shots: readonly (Pick<StoryboardShot, 'start' | 'end'> & { videoId: string | undefined })[],
    query?: Record<string, string>,
  ): string
  close(): Promise<void>
}

const sizes = ['320x192', '192x320', '1280x720']

/** Serves the page until the site is closed. */
export async function serveStoryboardPage(): Promise<StoryboardSite> {
  const { origin, videos, advance, close } = await servePage({
    title: 'Storyboard',
    script: 'storyboard-page.tsx',
    styles: 'styles.css',
    models: [{ id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes, seconds: ['1', '2', '4'] }],
    sandbox: { concurrency: 10 },
  })
  const start = async (request: string): Promise<string> => {
    const [size, seconds] = request.split(' ')
    const sizeAndSeconds = { ...(size && { size }), ...(seconds && { seconds }) }
    return (await videos.create({ prompt: 'A boat', model: 'mini', ...sizeAndSeconds })).id
  }
  const finish = () => advance(120)
  return {
    origin,
    async create(...requests) {
      const ids = await Promise.all(requests.map(start))
      await finish()
      return ids
    },
    start,
    finish,
    delete: (id) => videos.delete(id),
    url(shots, query = {}) {
      const value = shots.map((shot, index) => ({ id: `shot-${index}`, ...shot }))
      return `${origin}/?${new URLSearchParams({ shots: JSON.stringify(value), ...query })}`
    },
    close,
  }
}
