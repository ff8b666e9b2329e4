import { applyUpdate } from './apply-update'
import type { Poll } from './poll'
import type { Video } from './video'
import { isSettled } from './video'
import { endsWatching } from './video-error'
import type { VideoError } from './video-error'
import type { ConnectionStatus, WatchState } from './watch-state'
import type { Environment } from './environment'

/** One job that this page watches, for itself or for other tabs. */
export interface VideoWatch {
  readonly listeners: Set<(watched: WatchState) => void>
  readonly poll: Poll
  state(): WatchState
  /** Nothing more is to be heard: the job settled, or an error ended the watch. */
  isOver(): boolean
  /** When it was last known for sure how the job stood, in Unix milliseconds. */
  updatedAt(): number
  /** What is known holds as of now. */
  markFresh(): void
  apply(video: Video): void
  fail(error: VideoError): void
  end(error: VideoError): void
  /** Changes the link while the watch goes on; an error belongs to `retrying` alone. */
  setConnection(link: ConnectionStatus, error?: VideoError): void
}

/** What a watched job is made of. */
export interface VideoWatchOptions {
  known: Video | undefined
  environment: Environment
  poll: Poll
  /** Hears of every change, after the listeners. */
  onChange(watched: WatchState): void
}

export function createVideoWatch({ known, environment, poll, onChange }: VideoWatchOptions): VideoWatch {
  const listeners = new Set<(watched: WatchState) => void>()
  let state: WatchState = { video: known, connection: 'polling', error: undefined }
  let heardAt = known ? environment.now() : -Infinity

  const change = (next: WatchState): void => {
    if (next.video === state.video && next.connection === state.connection && next.error === state.error) return
    state = next
    for (const listener of listeners) listener(state)
    onChange(state)
  }
  const end = (video: Video | undefined, error: VideoError | undefined): void => {
    poll.set('off', false)
    change({ video, connection: 'closed', error })
  }
  const isOver = (): boolean => state.connection === 'closed'

  return {
    listeners,
    poll,
    state: () => state,
    isOver,
    updatedAt: () => heardAt,
    markFresh() {
      heardAt = environment.now()
    },
    apply(update) {
      heardAt = environment.now()
      if (isOver()) return
      const video = state.video ? applyUpdate(state.video, update) : update
      if (isSettled(video)) end(video, undefined)
      else
        change({ video, connection: state.connection === 'retrying' ? 'polling' : state.connection, error: undefined })
    },
    fail(error) {
      if (endsWatching(error)) end(state.video, error)
      else change({ video: state.video, connection: 'retrying', error })
    },
    end: (error) => end(state.video, error),
    setConnection(connection, error) {
      if (!isOver()) change({ video: state.video, connection, error })
    },
  }
}
