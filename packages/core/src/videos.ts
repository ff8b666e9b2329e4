import type { ParameterValue } from './parameters'
import type { DeletedVideo, Video, VideoList, VideoVariant } from './video'
import type { VideoFilter } from './video-filter'

/** Options of every request. */
export interface CallOptions {
  /** Aborts the request. A job whose create request was already sent is still created. */
  signal?: AbortSignal
  /** Called with the response's status and headers before its body is read. Only an HTTP client calls it. */
  onResponse?: (response: Response) => void
}

/** Options of a delete request. */
export interface DeleteOptions extends CallOptions {
  /** Completes the request even if the page is closed, as `keepalive` of `fetch` does. @default false */
  keepalive?: boolean
}

/** Options of a request that creates a job: create, remix, edit and extend. */
export interface CreateOptions extends CallOptions {
  /**
   * Idempotency key: a retry with the same key and the same fields returns the same job.
   *
   * @default a new random key per call
   */
  idempotencyKey?: string
}

/** Request fields of a new video. The server has a default for every field except the prompt. */
export interface CreateVideo {
  /** 1 to 32,000 characters. */
  prompt: string
  /** A model id from the capabilities. */
  model?: string
  /** Width and height in pixels, as `1280x720`. */
  size?: string
  /** Duration in seconds, as a string. */
  seconds?: string
  /** Aspect ratio, as `16:9`. Together with `resolution` another way to give the size. */
  aspect_ratio?: string
  /** Resolution tier, as `720p`. */
  resolution?: string
  /** Whether the video has sound. */
  generate_audio?: boolean
  /** Makes the result repeatable as far as the model can: a whole number from 0 to 4294967295. */
  seed?: number
  /** What the video must not show. */
  negative_prompt?: string
  /** The first frame: a JPEG, PNG or WebP, with exactly the pixel size of `size` if the model requires it. */
  input_reference?: Blob
  /** The last frame, an image like the first one. Needs a first frame. */
  last_frame?: Blob
  /** Images, videos or sounds that the video refers to, such as a person or a style. Their order matters. */
  input_references?: Blob[]
  /** Values of the parameters that the model declares, by name; see `ModelCapabilities.parameters`. */
  parameters?: Record<string, ParameterValue>
  /**
   * Pairs of your own, such as a project or a tag: up to 16, keys to 64 and values to 512 characters. They are returned
   * with the video and never sent to a provider. `dailies.title`, `dailies.favorite` and `dailies.take_group` do not count.
   */
  metadata?: Record<string, string>
}

/** Request fields of a remix: a changed copy of a completed video. */
export interface RemixVideo {
  /** What to change, 1 to 32,000 characters. */
  prompt: string
  /** As in {@link CreateVideo}. */
  metadata?: Record<string, string>
}

/** Request fields of an edit of a completed or uploaded video. */
export interface EditVideo {
  /** What to change, 1 to 32,000 characters. */
  prompt: string
  /** As in {@link CreateVideo}. */
  metadata?: Record<string, string>
}

/** Request fields of an extension: a longer version of a completed or uploaded video. */
export interface ExtendVideo {
  /** How the video continues, 1 to 32,000 characters. */
  prompt: string
  /** Duration to add in seconds, as a string. */
  seconds?: string
  /** As in {@link CreateVideo}. */
  metadata?: Record<string, string>
}

/**
 * Source of an edit or an extension: the id of one of the caller's videos, or an uploaded video as a file (MP4, WebM or
 * QuickTime). Files are accepted only if the capabilities have `max_uploaded_video_bytes`.
 */
export type SourceVideo = string | Blob

/** Metadata to set, and keys to remove (null). Other keys stay as they are. */
export type MetadataUpdate = Readonly<Record<string, string | null>>

/** Fields of a video that its owner can change. */
export interface UpdateVideo {
  /** What changes of its metadata. */
  metadata: MetadataUpdate
}

/**
 * Pagination and filter of the list of videos. A server with `capabilities.search` filters by `query`, `status` and `model`,
 * one with `capabilities.metadata` by `metadata`. A search reads at most 10,000 videos for one page: a page may have fewer
 * videos than `limit`, or none, and still `has_more`; `last_id` is then where it ended.
 */
export interface ListVideos extends VideoFilter {
  /** Page size, 1 to 100. @default 20 */
  limit?: number
  /** Sort order by creation time. @default 'desc' */
  order?: 'asc' | 'desc'
  /** Cursor: the `last_id` of the previous page. */
  after?: string
}

/**
 * The operations of the Videos API; the server's `Upstream` has the same operations with an opaque upstream reference in
 * place of the id.
 */
export interface VideosApi {
  /** Creates a video generation job; resolves with the job as soon as the server has accepted it. */
  create(request: CreateVideo, options?: CreateOptions): Promise<Video>
  /** Retrieves one video in its current state. @throws VideoError `not_found` */
  retrieve(id: string, options?: CallOptions): Promise<Video>
  /** Lists one page of the caller's videos. */
  list(page?: ListVideos, options?: CallOptions): Promise<VideoList>
  /**
   * Changes the metadata of a video.
   *
   * @throws VideoError `invalid_request` with the pair as `param`, `not_found`
   */
  update(id: string, request: UpdateVideo, options?: CallOptions): Promise<Video>
  /**
   * Cancels a running job; resolves with the video as soon as the provider has accepted that. It fails with the code
   * `cancelled` once the provider confirms the end. A video that has ended already is returned as it is.
   *
   * @throws VideoError `unsupported` if its model cannot be cancelled, `not_found`
   */
  cancel(id: string, options?: CallOptions): Promise<Video>
  /**
   * Deletes a video and its files; a running job is cancelled if the server can do that.
   *
   * @throws VideoError `not_found`
   */
  delete(id: string, options?: DeleteOptions): Promise<DeletedVideo>
  /**
   * Creates a remix, a changed copy of a completed video.
   *
   * @throws VideoError `unsupported` if the server has no remix
   */
  remix(id: string, request: RemixVideo, options?: CreateOptions): Promise<Video>
  /** Creates an edited copy of a video. @throws VideoError `unsupported` if the server has no edit */
  edit(source: SourceVideo, request: EditVideo, options?: CreateOptions): Promise<Video>
  /** Creates an extended, longer version of a video. @throws VideoError `unsupported` if the server has no extension */
  extend(source: SourceVideo, request: ExtendVideo, options?: CreateOptions): Promise<Video>
  /**
   * Downloads one file of a video, as a Response whose body has not been read.
   *
   * @param variant @default 'video'
   * @param options.range value of the `Range` header for a range request, as `bytes=0-1023`
   * @param options.redirect whether a Dailies server may redirect to the storage of the file; by default true
   */
  content(
    id: string,
    variant?: VideoVariant,
    options?: CallOptions & { range?: string; redirect?: boolean },
  ): Promise<Response>
}
