import { applyUpdate } from './apply-update'
import type { Video } from './video'
import { isFinal, isSettled } from './video'
import { VideoError, isPermanentError } from './video-error'
import type { ConnectionStatus, WatchState } from './watch-state'

/** State of a video that no response and no event has mentioned yet. */
export const unknownVideo: WatchState = { video: undefined, connection: 'polling', error: undefined }

/**
 * One video of the store: its state, its listeners and its watches. A class, so that the thousands of entries of a large
 * library share their methods.
 */
export class VideoEntry {
  readonly id: string
  /** Called after every change of the state. */
  readonly listeners = new Set<() => void>()
  /** Number of watches in this tab. */
  watchers = 0
  /** The same object until something changes. */
  state: WatchState = unknownVideo
  /** When the state was last confirmed to be current, in Unix milliseconds. */
  confirmedAt = -Infinity
  readonly #onChange: (entry: VideoEntry, previous: WatchState) => void
  #deleted: { video: Video | undefined } | undefined

  /** @param onChange called after the listeners */
  constructor(id: string, onChange: (entry: VideoEntry, previous: WatchState) => void) {
    this.id = id
    this.#onChange = onChange
  }

  /** Whether updates are still expected: the connection is not `closed`. */
  get isOpen(): boolean {
    return this.state.connection !== 'closed'
  }

  get isDeleted(): boolean {
    return this.#deleted !== undefined
  }

  /**
   * Merges an update; a deleted video ignores it. Returns whether the video changed.
   *
   * @param asOf when the update was requested, in Unix milliseconds: what happened after that may be missing in it
   */
  apply(update: Video, asOf: number): boolean {
    this.confirmedAt = Math.max(this.confirmedAt, asOf)
    if (this.#deleted) return false
    const { video: previous, connection } = this.state
    const video = previous ? applyUpdate(previous, update) : update
    this.#setState(video, connectionAfter(video, connection), undefined)
    return video !== previous
  }

  /** Expects updates again, unless the state of the video is final. */
  open(connection: ConnectionStatus): void {
    const { video } = this.state
    if (!this.#deleted && !(video && isFinal(video))) this.#setState(video, connection, undefined)
  }

  /** Expects no more updates, because of an error. */
  close(error: VideoError): void {
    this.#setState(this.state.video, 'closed', error)
  }

  /** Records a failed request: a permanent error closes, any other error is retried. */
  fail(error: VideoError): void {
    if (isPermanentError(error)) this.close(error)
    else this.setConnection('retrying', error)
  }

  /** Changes the connection status while the entry is open. */
  setConnection(connection: ConnectionStatus, error?: VideoError): void {
    if (this.isOpen) this.#setState(this.state.video, connection, error)
  }

  /** Removes the video. Updates that are still on their way do not bring it back; `restore` does. */
  delete(): void {
    this.#deleted = { video: this.state.video }
    this.#setState(undefined, 'closed', deletedError(this.id))
  }

  /** Undoes `delete`. */
  restore(): void {
    const video = this.#deleted?.video
    this.#deleted = undefined
    this.#setState(video, video ? connectionAfter(video, 'polling') : 'polling', undefined)
  }

  #setState(video: Video | undefined, connection: ConnectionStatus, error: VideoError | undefined): void {
    const previous = this.state
    if (video === previous.video && connection === previous.connection && error === previous.error) return
    this.state = { video, connection, error }
    for (const listener of this.listeners) listener()
    this.#onChange(this, previous)
  }
}

/** A settled job needs no more updates. A job that runs again after a provisional failure needs them again. */
const connectionAfter = (video: Video, connection: ConnectionStatus): ConnectionStatus => {
  if (isSettled(video)) return 'closed'
  return connection === 'closed' || connection === 'retrying' ? 'polling' : connection
}

const deletedError = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so there is nothing left to show.`, { code: 'not_found' })
