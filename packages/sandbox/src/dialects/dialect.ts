import type { Body } from '../body'
import type { VideoVariant } from '@dailies/core'
import type { Job } from '../job'
import type { Verb } from '../routes'
import type { WireError } from '../wire-error'

/** A job as it stands at one moment, for one answer. */
export interface JobView {
  job: Job
  /** As this server writes it on this occasion. */
  id: string
  /** The video of which this is a remix, written likewise. */
  source: string | null
  occasion: 'create' | 'retrieve' | 'list' | 'delete'
  /** Percent, 0 to 100. */
  progress: number
  /** Where the file lies on the media server, another origin than the API's. */
  link: string
  /** The file itself in base64. */
  inline(): string
}

/** How a server takes a new job. */
export interface CreateBehaviour {
  /** The forms that it reads. */
  forms: readonly Body['form'][]
  /** What it says to a form that it does not read. */
  rejectForm(body: Body): WireError
  /** What must be named beside the prompt. */
  required: readonly string[]
  /** Parameters that it takes beside those of the wire, and ignores. */
  ignored: readonly string[]
  seconds: 'string' | 'number' | 'either'
  status: 200 | 202
  /** The answer waits until the job has ended. */
  synchronous: boolean
}

/** How a server hands out files. */
export interface ContentBehaviour {
  notReady(id: string): WireError
  expired(id: string): WireError
  /** The previews are served, the film is served in their place, or this is said of them. */
  variants: 'served' | 'video' | ((variant: VideoVariant) => WireError)
  /** The bytes, a redirect to the media server, JSON with a link to it, or a refusal. */
  delivery: 'bytes' | 'redirect' | 'link' | ((link: string) => WireError)
  /** Beside content-type and content-length. */
  headers: Readonly<Record<string, string>>
  /** The film as an AVI, as where the server lacks an encoder. */
  avi: boolean
}

/** How one server bends the wire: data and small functions over one engine. Everything it answers but content is JSON. */
export interface Dialect {
  name: string
  verbs: readonly Verb[]
  submission: CreateBehaviour
  content: ContentBehaviour
  /** Whether it says in `openai-poll-after-ms` how long to wait. */
  asksToWait: boolean
  /** Whether a running job can be deleted. */
  cancelsRunning: boolean
  /** Our id as this server writes it, and back; undefined where it is none. */
  ids: { write(id: string, occasion: JobView['occasion']): string; read(id: string): string | undefined }
  video(view: JobView): unknown
  /** @throws WireError where it wants more than the wire does. */
  list(views: JobView[], hasMore: boolean, asked: { url: URL; headers: Headers }): unknown
  deleted(view: JobView): unknown
  error(error: WireError): unknown
}
