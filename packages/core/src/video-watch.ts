import { applyUpdate } from './apply-update'
import type { Poll } from './poll'
import type { Video } from './video'
import { isSettled } from './video'
import { isPermanentError } from './video-error'
import type { VideoError } from './video-error'
import type { ConnectionStatus, WatchState } from './watch-state'
import type { Environment } from './environment'

/**
 * A watched job: its state, listeners and poll. This tab watches it for its own listeners or on behalf of other tabs.
 */
export interface VideoWatch {
  readonly listeners: Set<(state: WatchState) => void>
  readonly poll: Poll
  state(): WatchState
  /** Whether the watch is closed: the job is settled, or a permanent error occurred. */
  isClosed(): boolean
  /** When the state was last confirmed to be current, in Unix milliseconds. */
  confirmedAt(): number
  /** Confirms that the state is current as of now. */
  confirm(): void
  apply(video: Video): void
  /** Records a failed poll: a permanent error closes the watch, any other error is retried. */
  onPollError(error: VideoError): void
  /** Closes the watch with an error, such as after a deletion. */
  close(error: VideoError): void
  /** Changes the connection status while the watch is open; only `retrying` has an error. */
  setConnection(connection: ConnectionStatus, error?: VideoError): void
}

/** Dependencies of a watch. */
export interface VideoWatchOptions {
  /** Initial state of the video, if it is known. */
  initial: Video | undefined
  environment: Environment
  poll: Poll
  /** Called on every change, after the listeners. */
  onChange(state: WatchState): void
}

export function createVideoWatch({ initial, environment, poll, onChange }: VideoWatchOptions): VideoWatch {
  const listeners = new Set<(state: WatchState) => void>()
  let state: WatchState = { video: initial, connection: 'polling', error: undefined }
  let confirmedAt = initial ? environment.now() : -Infinity

  const setState = (next: WatchState): void => {
    if (next.video === state.video && next.connection === state.connection && next.error === state.error) return
    state = next
    for (const listener of listeners) listener(state)
    onChange(state)
  }
  const close = (video: Video | undefined, error: VideoError | undefined): void => {
    poll.setMode('off')
    setState({ video, connection: 'closed', error })
  }
  const isClosed = (): boolean => state.connection === 'closed'

  return {
    listeners,
    poll,
    state: () => state,
    isClosed,
    confirmedAt: () => confirmedAt,
    confirm() {
      confirmedAt = environment.now()
    },
    apply(update) {
      confirmedAt = environment.now()
      if (isClosed()) return
      const video = state.video ? applyUpdate(state.video, update) : update
      if (isSettled(video)) close(video, undefined)
      else
        setState({
          video,
          connection: state.connection === 'retrying' ? 'polling' : state.connection,
          error: undefined,
        })
    },
    onPollError(error) {
      if (isPermanentError(error)) close(state.video, error)
      else setState({ video: state.video, connection: 'retrying', error })
    },
    close: (error) => close(state.video, error),
    setConnection(connection, error) {
      if (!isClosed()) setState({ video: state.video, connection, error })
    },
  }
}
