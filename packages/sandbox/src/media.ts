import type { VideoVariant } from '@dailies/core'
import { hexadecimal } from './chance'
import { serveFile, variantTypes } from './content'
import type { OpenStreams, ServedFile } from './content'
import { aviOf } from './dialects/avi'
import type { ContentBehaviour } from './dialects/dialect'
import type { Fault } from './faults/fault'
import type { Job } from './job'
import type { Jobs } from './jobs'

/** Links to films that lie on another origin than the API, behind a signature instead of the key. */
export interface Media {
  /** Whether a request is for this server. */
  matches(url: URL): boolean
  linkTo(job: Job): string
  serve(request: Request, url: URL, faults: readonly Fault[]): Response
  /** How many requests brought the key along, which belongs to the API alone. */
  readonly leakedKeys: number
}

/** What the media server depends on. */
export interface MediaOptions {
  jobs: Jobs
  manners: ContentBehaviour
  streams: OpenStreams
  seed: number
  /** Its origin, as clients reach it. */
  origin(): string
}

/** The file of a completed job, as the dialect packs it; undefined once it has expired, or where there is none. */
export function fileOf(
  { state, request }: Job,
  variant: VideoVariant,
  { avi }: ContentBehaviour,
): ServedFile | undefined {
  const film = state.status === 'completed' ? state.film : undefined
  if (!film) return undefined
  if (variant === 'video' && avi) {
    return { bytes: aviOf(film.spritesheet, Number(request.seconds)), type: 'video/x-msvideo' }
  }
  return { bytes: film[variant], type: variantTypes[variant] }
}

export function createMedia({ jobs, manners, streams, seed, origin }: MediaOptions): Media {
  const signatureOf = (id: string) => hexadecimal(seed, `media/${id}`, 32)
  let leakedKeys = 0

  return {
    matches: (url) => /^\/media\/[^/]+$/.test(url.pathname),
    linkTo: ({ id }) => `${origin()}/media/${id}.${manners.avi ? 'avi' : 'mp4'}?signature=${signatureOf(id)}`,
    serve(request, url, faults) {
      if (request.headers.has('authorization')) leakedKeys += 1
      const [, id = ''] = /^\/media\/(.+)\.(?:mp4|avi)$/.exec(url.pathname) ?? []
      if (url.searchParams.get('signature') !== signatureOf(id)) return new Response('Forbidden', { status: 403 })
      const job = jobs.find(id)
      const file = job && fileOf(job, 'video', manners)
      if (!file || faults.some(({ kind }) => kind === 'expired')) return new Response('Not Found', { status: 404 })
      return serveFile(file, { range: request.headers.get('range'), streams, signal: request.signal })
    },
    get leakedKeys() {
      return leakedKeys
    },
  }
}
