import type { VideoVariant } from '@dailies/core'
import { hexadecimal } from './seeded-random'
import { serveFile, variantTypes } from './content'
import type { OpenStreams, ServedFile } from './content'
import { aviOf } from './dialects/avi'
import type { ContentBehaviour } from './dialects/dialect'
import type { Fault } from './faults/fault'
import type { Job } from './job'
import type { Jobs } from './jobs'

/** The media server: serves video files on another origin than the API, by signed URL instead of API key. */
export interface Media {
  /** Whether a request is for the media server. */
  matches(url: URL): boolean
  linkTo(job: Job): string
  serve(request: Request, url: URL, faults: readonly Fault[]): Response
  /** Requests that sent the API key, which belongs to the API origin only. */
  readonly leakedKeys: number
}

/** What the media server depends on. */
export interface MediaOptions {
  jobs: Jobs
  behaviour: ContentBehaviour
  streams: OpenStreams
  seed: number
  /** Its origin as seen by clients. */
  origin(): string
}

/** The file of a completed job in the format of the dialect; undefined if it has expired or does not exist. */
export function fileOf({ state }: Job, variant: VideoVariant, { avi }: ContentBehaviour): ServedFile | undefined {
  const files = state.status === 'completed' ? state.files : undefined
  if (!files) return undefined
  if (variant === 'video' && avi) {
    return { bytes: aviOf(files.spritesheet, files.seconds), type: 'video/x-msvideo' }
  }
  return { bytes: files[variant], type: variantTypes[variant] }
}

/** The range to serve; none under a fault that ignores it. */
export const rangeOf = (request: Request, faults: readonly Fault[]): string | null =>
  faults.some(({ kind }) => kind === 'whole') ? null : request.headers.get('range')

/** A redirect to the file on the media server, under the fault that asks for it. */
export function redirectToMedia(media: Media, job: Job, faults: readonly Fault[]): Response | undefined {
  const fault = faults.find((each) => each.kind === 'redirect')
  if (fault?.kind !== 'redirect') return undefined
  return new Response(null, { status: fault.status ?? 302, headers: { location: media.linkTo(job) } })
}

export function createMedia({ jobs, behaviour, streams, seed, origin }: MediaOptions): Media {
  const signatureOf = (id: string) => hexadecimal(seed, `media/${id}`, 32)
  let leakedKeys = 0

  return {
    matches: (url) => /^\/media\/[^/]+$/.test(url.pathname),
    linkTo: ({ id }) => `${origin()}/media/${id}.${behaviour.avi ? 'avi' : 'mp4'}?signature=${signatureOf(id)}`,
    serve(request, url, faults) {
      const isKeySent = ['authorization', 'x-goog-api-key'].some((name) => request.headers.has(name))
      if (isKeySent || url.searchParams.has('key')) leakedKeys += 1
      const [, id = ''] = /^\/media\/(.+)\.(?:mp4|avi)$/.exec(url.pathname) ?? []
      if (url.searchParams.get('signature') !== signatureOf(id)) return new Response('Forbidden', { status: 403 })
      const job = jobs.find(id)
      const file = job && fileOf(job, 'video', behaviour)
      if (!file || faults.some(({ kind }) => kind === 'expired')) return new Response('Not Found', { status: 404 })
      return serveFile(file, { range: rangeOf(request, faults), streams, signal: request.signal })
    },
    get leakedKeys() {
      return leakedKeys
    },
  }
}
