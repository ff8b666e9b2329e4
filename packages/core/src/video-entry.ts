import { applyUpdate } from './apply-update'
import type { Environment } from './environment'
import type { Video } from './video'
import { isFinal, isSettled } from './video'
import { VideoError, isPermanentError } from './video-error'
import type { ConnectionStatus, WatchState } from './watch-state'

/** One video of the store: its state, its listeners and its watches. */
export interface VideoEntry {
  readonly id: string
  /** Called after every change of the state. */
  readonly listeners: Set<() => void>
  /** Number of watches in this tab. */
  watchers: number
  /** The same object until something changes. */
  state(): WatchState
  /** Whether updates are still expected: the connection is not `closed`. */
  isOpen(): boolean
  /** When the state was last confirmed to be current, in Unix milliseconds. */
  confirmedAt(): number
  /** Confirms that the state is current as of now. */
  confirm(): void
  /**
   * Merges an update; a deleted video ignores it. Returns whether the video changed.
   *
   * @param asOf when the update was requested, in Unix milliseconds: what happened after that may be missing in it
   */
  apply(update: Video, asOf: number): boolean
  /** Expects updates again, unless the state of the video is final. */
  open(connection: ConnectionStatus): void
  /** Expects no more updates, because of an error. */
  close(error: VideoError): void
  /** Records a failed request: a permanent error closes, any other error is retried. */
  fail(error: VideoError): void
  /** Changes the connection status of an open entry; only `retrying` has an error. */
  setConnection(connection: ConnectionStatus, error?: VideoError): void
  isDeleted(): boolean
  /** Removes the video. Updates that are still on their way do not bring it back; `restore` does. */
  delete(): void
  /** Undoes `delete`. */
  restore(): void
}

/** Dependencies of an entry. */
export interface VideoEntryOptions {
  environment: Environment
  /** Called after the listeners. */
  onChange(entry: VideoEntry, previous: WatchState): void
}

/** State of a video that no response and no event has mentioned yet. */
export const unknownVideo: WatchState = { video: undefined, connection: 'polling', error: undefined }

export function createVideoEntry(id: string, { environment, onChange }: VideoEntryOptions): VideoEntry {
  const listeners = new Set<() => void>()
  let state = unknownVideo
  let confirmedAt = -Infinity
  let deleted: { video: Video | undefined } | undefined

  const setState = (video: Video | undefined, connection: ConnectionStatus, error: VideoError | undefined): void => {
    const previous = state
    if (video === previous.video && connection === previous.connection && error === previous.error) return
    state = { video, connection, error }
    for (const listener of listeners) listener()
    onChange(entry, previous)
  }
  const isOpen = (): boolean => state.connection !== 'closed'
  const close = (error: VideoError): void => setState(state.video, 'closed', error)
  const setConnection = (connection: ConnectionStatus, error?: VideoError): void => {
    if (isOpen()) setState(state.video, connection, error)
  }

  const entry: VideoEntry = {
    id,
    listeners,
    watchers: 0,
    state: () => state,
    isOpen,
    confirmedAt: () => confirmedAt,
    confirm() {
      confirmedAt = environment.now()
    },
    apply(update, asOf) {
      confirmedAt = Math.max(confirmedAt, asOf)
      if (deleted) return false
      const previous = state.video
      const video = previous ? applyUpdate(previous, update) : update
      setState(video, connectionAfter(video, state.connection), undefined)
      return video !== previous
    },
    open(connection) {
      if (deleted || (state.video && isFinal(state.video))) return
      setState(state.video, connection, undefined)
    },
    close,
    fail(error) {
      if (isPermanentError(error)) close(error)
      else setConnection('retrying', error)
    },
    setConnection,
    isDeleted: () => deleted !== undefined,
    delete() {
      deleted = { video: state.video }
      setState(undefined, 'closed', deletedError(id))
    },
    restore() {
      const video = deleted?.video
      deleted = undefined
      setState(video, video ? connectionAfter(video, 'polling') : 'polling', undefined)
    },
  }
  return entry
}

/** A settled job needs no more updates. A job that runs again after a provisional failure needs them again. */
const connectionAfter = (video: Video, connection: ConnectionStatus): ConnectionStatus => {
  if (isSettled(video)) return 'closed'
  return connection === 'closed' || connection === 'retrying' ? 'polling' : connection
}

const deletedError = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so there is nothing left to show.`, { code: 'not_found' })
