import type { Video } from '@dailies/core'
import { memoryArchive } from '@dailies/server/memory'
import { readFile } from 'node:fs/promises'
import { listen, type LocalServer } from './listen'
import { servePage } from './serve-page'

/** How the page reaches the files of its videos. */
export interface FrameDelivery {
  /** The server redirects to a bucket of another origin, which allows the page to read its files (CORS) or does not. */
  bucket?: 'with CORS' | 'without CORS' | 'without Range'
  /** The server accepts requests with an Authorization header only. */
  needsHeader?: boolean
}

/** A page that captures frames, with the real server adapter behind it. */
export interface FramesSite {
  url: string
  /** Creates a video whose file is a fixture of `testing/videos`. */
  create(fixture: string): Promise<Video>
  /** The responses of the content route, and of the bucket. */
  served: string[]
  close(): Promise<void>
}

const authorization = 'Bearer ada'

/** Serves the page until the site is closed. */
export async function serveFramesPage({ bucket: kind, needsHeader }: FrameDelivery = {}): Promise<FramesSite> {
  const served: string[] = []
  const files = memoryArchive()
  const bucket = await serveBucket(kind, files, () => served.push('bucket'))
  const { origin, videos, advance, close } = await servePage({
    title: 'Frames',
    script: 'frames-page.ts',
    models: [{ id: 'mini', label: 'Mini', description: '', sizes: ['320x192'], seconds: ['2'] }],
    sandbox: { renderer: { render: ({ prompts: [fixture] }) => renderFixture(`${fixture}`) } },
    server: {
      archive: kind ? { ...files, redirect: async (key) => `${bucket.origin}/${key}` } : files,
      authorize: ({ headers }) =>
        needsHeader && headers.get('authorization') !== authorization ? null : { owner: 'ada' },
    },
    headers: { authorization },
    // The strictest policy with which the page can play its videos.
    policy: `default-src 'self'; media-src 'self' blob: ${bucket.origin}; object-src 'none'; base-uri 'none'`,
    onRequest({ url = '/' }, response) {
      const { pathname, searchParams } = new URL(url, 'http://page.test')
      if (pathname.endsWith('/content'))
        response.on('close', () =>
          served.push(searchParams.get('redirect') === 'false' ? 'handler' : `content ${response.statusCode}`),
        )
      return undefined
    },
  })
  return {
    url: origin,
    served,
    async create(fixture) {
      const { id } = await videos.create({ prompt: fixture, model: 'mini' })
      await advance(120)
      return videos.retrieve(id)
    },
    async close() {
      await Promise.all([close(), bucket.close()])
    },
  }
}

const renderFixture = async (fixture: string) => ({
  video: await readFile(new URL(`videos/${fixture}`, import.meta.url)),
  thumbnail: new Uint8Array([0xff, 0xd8, 0xff]),
  spritesheet: new Uint8Array([0xff, 0xd8, 0xff]),
  width: 160,
  height: 96,
  seconds: 2,
})

const serveBucket = (
  kind: FrameDelivery['bucket'],
  files: ReturnType<typeof memoryArchive>,
  onServed: () => void,
): Promise<LocalServer> =>
  listen((request, response) => {
    onServed()
    void files.open((request.url ?? '').slice(1)).then(async (file) => {
      if (!file) return response.writeHead(404).end()
      const bytes = Buffer.from(await new Response(file.body).arrayBuffer())
      // As object storages do: the header comes only with an Origin, and the response is cached without regard to it.
      const cors = kind !== 'without CORS' && request.headers.origin ? { 'access-control-allow-origin': '*' } : {}
      const headers = { 'content-type': 'video/mp4', ...cors }
      const [, from] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? []
      if (from === undefined || kind === 'without Range') return response.writeHead(200, headers).end(bytes)
      const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`
      return response.writeHead(206, { ...headers, 'content-range': range }).end(bytes.subarray(Number(from)))
    })
  })
