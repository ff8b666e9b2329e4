import type { DeletedVideo, Video, VideoList, VideoVariant } from './video'

/** What every call may carry. */
export interface CallOptions {
  /** Abandons the call. A create that was already sent is not taken back. */
  signal?: AbortSignal
  /** Hears the answer's status and headers before its body is read; only a client over HTTP has one. */
  onResponse?: (response: Response) => void
}

/** What a deletion may carry. */
export interface DeleteOptions extends CallOptions {
  /** Goes on when the page that sent it is left. @default false */
  keepalive?: boolean
}

/** What a call that makes a new job may carry. */
export interface CreateOptions extends CallOptions {
  /** One per intent: the same key and the same fields always give the same job, however often they are sent. @default a new random one per call */
  idempotencyKey?: string
}

/** A new film. Everything but the prompt falls back to the server's first choice. */
export interface CreateVideo {
  /** 1 to 32,000 characters. */
  prompt: string
  /** An id of the capabilities. */
  model?: string
  /** Pixels, as `1280x720`. */
  size?: string
  /** Length in seconds, as a string. */
  seconds?: string
  /** Becomes the first frame; jpeg, png or webp of exactly the pixel size of `size`. */
  input_reference?: Blob
}

/** A changed copy of a finished film. */
export interface RemixVideo {
  /** What should change, 1 to 32,000 characters. */
  prompt: string
}

/** An edit of a finished film. */
export interface EditVideo {
  /** What should change, 1 to 32,000 characters. */
  prompt: string
}

/** A longer version of a finished film. */
export interface ExtendVideo {
  /** How it goes on, 1 to 32,000 characters. */
  prompt: string
  /** How much to add, in seconds, as a string. */
  seconds?: string
}

/**
 * The film that an edit or extension starts from: the id of one of yours, or a film of another place as a file (MP4, WebM or QuickTime),
 * where the capabilities have `max_uploaded_video_bytes`.
 */
export type SourceVideo = string | Blob

/** A page of the list. */
export interface ListVideos {
  /** 1 to 100. @default 20 */
  limit?: number
  /** @default 'desc' */
  order?: 'asc' | 'desc'
  /** The last id of the page before. */
  after?: string
}

/** Everything that can be asked about videos; the server's `Upstream` has the same verbs over an opaque reference. */
export interface Videos {
  /** Makes a new film; resolves with the job as soon as it is accepted. */
  create(request: CreateVideo, options?: CreateOptions): Promise<Video>
  /** One video as it now is. @throws VideoError `not_found` */
  retrieve(id: string, options?: CallOptions): Promise<Video>
  /** One page of the videos of whoever asks. */
  list(page?: ListVideos, options?: CallOptions): Promise<VideoList>
  /** Deletes a video and its files; a running job is stopped where the server can. @throws VideoError `not_found` */
  delete(id: string, options?: DeleteOptions): Promise<DeletedVideo>
  /** Makes a changed copy of a finished film. @throws VideoError `unsupported` where the server has no remix */
  remix(id: string, request: RemixVideo, options?: CreateOptions): Promise<Video>
  /** Edits a finished film into a new one. @throws VideoError `unsupported` where the server has no edit */
  edit(source: SourceVideo, request: EditVideo, options?: CreateOptions): Promise<Video>
  /** Makes a longer version of a finished film. @throws VideoError `unsupported` where the server has no extension */
  extend(source: SourceVideo, request: ExtendVideo, options?: CreateOptions): Promise<Video>
  /** The bytes of one file, as a Response whose body has not been read. @param variant @default 'video' */
  content(id: string, variant?: VideoVariant, options?: CallOptions & { range?: string }): Promise<Response>
}
