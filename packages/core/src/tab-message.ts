import { isRecord } from './is-record'
import { VideoError } from './video-error'
import type { ConnectionStatus, VideoEvent } from './watch-state'

/** Messages between the tabs of one viewer. */
export type TabMessage =
  /** A tab that is not the leader subscribes to jobs: the complete list of ids that it needs watched. */
  | { type: 'subscribe'; tabId: string; ids: readonly string[] }
  /** The leader publishes how the updates of a job arrive. */
  | { type: 'connection'; id: string; connection: ConnectionStatus; error: SerializedError | undefined }
  /**
   * A change event, received from the server or caused by the sending tab. `lastEventId` is the last server-sent
   * event that the sender received.
   */
  | { type: 'event'; event: VideoEvent; lastEventId: string | undefined }
  /** The leader missed events, so that lists may be out of date. */
  | { type: 'missed' }
  /** A tab became the leader; it has no subscriptions yet, so the other tabs send theirs again. */
  | { type: 'elected'; isVisible: boolean }
  /** A visible tab claims leadership; a hidden leader resigns. */
  | { type: 'claim' }

/** A VideoError as plain data: structured cloning keeps neither the class nor the fields of errors. */
export type SerializedError = Pick<VideoError, 'message' | 'code' | 'status' | 'param' | 'retryAfter'>

/** Validates a message of another tab; returns undefined if it came from another version of this package. */
export const readTabMessage = (message: unknown): TabMessage | undefined =>
  isTabMessage(message) ? message : undefined

const types = new Set<unknown>(['subscribe', 'connection', 'event', 'missed', 'elected', 'claim'])

// Only this package posts on a channel of this name, and the name contains the version of these messages.
const isTabMessage = (message: unknown): message is TabMessage => isRecord(message) && types.has(message['type'])

/** The name of the lock and the channel; different viewers and different servers share neither. */
export const tabScope = (baseURL: string, viewer: string): string => `dailies 1 ${baseURL} ${viewer}`

export const serializeError = (error: VideoError | undefined): SerializedError | undefined =>
  error && {
    message: error.message,
    code: error.code,
    status: error.status,
    param: error.param,
    retryAfter: error.retryAfter,
  }

export const deserializeError = (error: SerializedError | undefined): VideoError | undefined =>
  error && new VideoError(error.message, error)
