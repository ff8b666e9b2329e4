import { isRecord } from './is-record'
import type { Video } from './video'
import { VideoError } from './video-error'
import type { ConnectionStatus, VideoEvent, WatchState } from './watch-state'

/** What tabs of one viewer tell each other. */
export type TabMessage =
  /** A tab that does not lead names all that it wants watched. */
  | { type: 'ask'; tab: string; ids: string[] }
  /** The leader tells how a watched job stands. */
  | { type: 'told'; id: string; video: Video | undefined; link: ConnectionStatus; error: SerializedError | undefined }
  /** Something changed, heard by event or done here. `cursor` is where the stream stood. */
  | { type: 'news'; news: VideoEvent; cursor: string | undefined }
  /** A tab has taken the lead, and knows nothing yet of what the others want. */
  | { type: 'lead'; isVisible: boolean }
  /** A visible tab wants the lead; a hidden leader gives way. */
  | { type: 'claim' }

/** An error as it passes between tabs: structured cloning keeps no class and no fields of errors. */
type SerializedError = Pick<VideoError, 'message' | 'code' | 'status' | 'param' | 'retryAfter'>

/** Reads what another tab posted; undefined where it is of another version of this package. */
export const readTabMessage = (message: unknown): TabMessage | undefined =>
  isTabMessage(message) ? message : undefined

const types = new Set<unknown>(['ask', 'told', 'news', 'lead', 'claim'])

// Only this package posts on a channel of this name, and the name carries the version of these messages.
const isTabMessage = (message: unknown): message is TabMessage => isRecord(message) && types.has(message['type'])

/** The name of lock and channel; another viewer or another server shares neither. */
export const tabScope = (baseURL: string, viewer: string): string => `dailies 1 ${baseURL} ${viewer}`

export const tell = (id: string, { video, connection, error }: WatchState): TabMessage => ({
  type: 'told',
  id,
  video,
  link: connection,
  error: error && {
    message: error.message,
    code: error.code,
    status: error.status,
    param: error.param,
    retryAfter: error.retryAfter,
  },
})

export const deserializeError = (error: SerializedError | undefined): VideoError | undefined =>
  error && new VideoError(error.message, error)
