import type { Body } from '../body'
import type { VideoVariant } from '@dailies/core'
import type { Job } from '../job'
import type { VideosOperation } from '../routes'
import type { WireError } from '../wire-error'

/** The state of a job for one response. */
export interface JobView {
  job: Job
  /** The id as this server writes it in this response. */
  id: string
  /** The id of the source of a remix, in the same format. */
  source: string | null
  occasion: 'create' | 'retrieve' | 'list' | 'delete'
  /** Percent, 0 to 100. */
  progress: number
  /** How many jobs are ahead of it in the queue; undefined if that is not reported. */
  queuePosition: number | undefined
  /** URL of the file on the media server, which is another origin than the API. */
  link: string
  /** The file itself in base64. */
  inline(): string
}

/** Names of fields that differ between servers. */
export interface OptionNames {
  generate_audio?: string
}

/** How a server accepts a new job. */
export interface CreateBehaviour {
  /** The accepted body encodings. */
  forms: readonly Body['form'][]
  /** The error for another encoding. */
  rejectForm(body: Body): WireError
  /** Required parameters besides the prompt. */
  required: readonly string[]
  /** Additional parameters that are accepted and ignored. */
  ignored: readonly string[]
  seconds: 'string' | 'number' | 'either'
  /** What it calls fields beside OpenAI's five. @default the names of the capabilities */
  options?: OptionNames
  status: 200 | 202
  /** The response is sent when the job has ended. */
  synchronous: boolean
}

/** How a server serves files. */
export interface ContentBehaviour {
  notReady(id: string): WireError
  expired(id: string): WireError
  /** Thumbnail and spritesheet are served, the video is served in their place, or this error is returned. */
  variants: 'served' | 'video' | ((variant: VideoVariant) => WireError)
  /** The bytes, a redirect to the media server, JSON with a URL, or an error. */
  delivery: 'bytes' | 'redirect' | 'link' | ((link: string) => WireError)
  /** Headers besides content-type and content-length. */
  headers: Readonly<Record<string, string>>
  /** The video is an AVI, as on servers without an encoder. */
  avi: boolean
}

/** The quirks of one server, as data and small functions. Every response except content is JSON. */
export interface Dialect {
  name: string
  operations: readonly VideosOperation[]
  submission: CreateBehaviour
  content: ContentBehaviour
  /** Whether it sends `openai-poll-after-ms`. */
  asksToWait: boolean
  /** Whether a running job can be deleted (cancelled). */
  cancelsRunning: boolean
  /**
   * Converts our id to this server's format, and back; undefined if it is invalid. `isDerived`: of a remix, an edit or an
   * extension.
   */
  ids: {
    write(id: string, occasion: JobView['occasion'], isDerived: boolean): string
    /** @throws WireError if this server answers so for such an id */
    read(id: string): string | undefined
  }
  video(view: JobView): unknown
  /** @throws WireError if the server requires more than the wire does */
  list(views: JobView[], hasMore: boolean, request: { url: URL; headers: Headers }): unknown
  deleted(view: JobView): unknown
  error(error: WireError): unknown
}
