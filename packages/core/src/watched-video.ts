import { advance } from './advance'
import type { Poll } from './poll'
import type { Video } from './video'
import { isSettled } from './video'
import { endsWatching } from './video-error'
import type { VideoError } from './video-error'
import type { Link, Watched } from './watched'
import type { World } from './world'

/** One job that this page watches, for itself or for other tabs. */
export interface WatchedVideo {
  readonly listeners: Set<(watched: Watched) => void>
  readonly poll: Poll
  state(): Watched
  /** Nothing more is to be heard: the job settled, or an error ended the watch. */
  isOver(): boolean
  /** When it was last known for sure how the job stood, in Unix milliseconds. */
  heardAt(): number
  /** What is known holds as of now. */
  freshen(): void
  hear(video: Video): void
  fail(error: VideoError): void
  end(error: VideoError): void
  /** Changes the link while the watch goes on; an error belongs to `retrying` alone. */
  setLink(link: Link, error?: VideoError): void
}

/** What a watched job is made of. */
export interface WatchedVideoOptions {
  known: Video | undefined
  world: World
  poll: Poll
  /** Hears of every change, after the listeners. */
  onChange(watched: Watched): void
}

export function createWatchedVideo({ known, world, poll, onChange }: WatchedVideoOptions): WatchedVideo {
  const listeners = new Set<(watched: Watched) => void>()
  let state: Watched = { video: known, link: 'polling', error: undefined }
  let heardAt = known ? world.now() : -Infinity

  const change = (next: Watched): void => {
    if (next.video === state.video && next.link === state.link && next.error === state.error) return
    state = next
    for (const listener of listeners) listener(state)
    onChange(state)
  }
  const end = (video: Video | undefined, error: VideoError | undefined): void => {
    poll.set('off', false)
    change({ video, link: 'closed', error })
  }
  const isOver = (): boolean => state.link === 'closed'

  return {
    listeners,
    poll,
    state: () => state,
    isOver,
    heardAt: () => heardAt,
    freshen() {
      heardAt = world.now()
    },
    hear(heard) {
      heardAt = world.now()
      if (isOver()) return
      const video = state.video ? advance(state.video, heard) : heard
      if (isSettled(video)) end(video, undefined)
      else change({ video, link: state.link === 'retrying' ? 'polling' : state.link, error: undefined })
    },
    fail(error) {
      if (endsWatching(error)) end(state.video, error)
      else change({ video: state.video, link: 'retrying', error })
    },
    end: (error) => end(state.video, error),
    setLink(link, error) {
      if (!isOver()) change({ video: state.video, link, error })
    },
  }
}
