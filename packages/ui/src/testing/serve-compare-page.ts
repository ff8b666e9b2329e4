import { servePage } from './serve-page'

/** A page that compares the videos of its query, with the real server adapter behind it. */
export interface CompareSite {
  /** The address of the comparison of new videos. @param requests size and seconds, such as `320x192 4` */
  compare(...requests: string[]): Promise<string>
  /** The address of a comparison that ends with a job that is still running. */
  compareWithRunning(...requests: string[]): Promise<string>
  close(): Promise<void>
}

const sizes = ['320x192', '192x320', '1280x720']

/** Serves the page until the site is closed. */
export async function serveComparePage(): Promise<CompareSite> {
  const { origin, videos, advance, close } = await servePage({
    title: 'Compare',
    script: 'compare-page.tsx',
    styles: 'styles/video-compare.css',
    models: [{ id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes, seconds: ['1', '2', '4'] }],
    sandbox: { concurrency: 10 },
  })
  const create = async (request: string): Promise<string> => {
    const [size, seconds] = request.split(' ')
    const sizeAndSeconds = { ...(size && { size }), ...(seconds && { seconds }) }
    return (await videos.create({ prompt: 'A boat', model: 'mini', ...sizeAndSeconds })).id
  }
  const createAll = async (requests: string[]): Promise<string[]> => {
    const ids = await Promise.all(requests.map(create))
    await advance(120)
    return ids
  }
  const urlOf = (ids: string[]) => `${origin}/?${new URLSearchParams(ids.map((id): [string, string] => ['id', id]))}`
  return {
    compare: async (...requests) => urlOf(await createAll(requests)),
    compareWithRunning: async (...requests) => {
      const completed = await createAll(requests)
      return urlOf([...completed, await create('320x192 4')])
    },
    close,
  }
}
