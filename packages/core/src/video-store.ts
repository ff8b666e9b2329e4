import type { Capabilities } from './capabilities'
import type { CapabilitiesCache } from './capabilities-cache'
import { createCapabilitiesCache, getCapabilitiesCache } from './capabilities-cache'
import type { Environment } from './environment'
import { browserEnvironment } from './environment'
import type { Video } from './video'
import { VideoEntry, unknownVideo } from './video-entry'
import { VideoError, toVideoError } from './video-error'
import { createVideoUpdates } from './video-updates'
import type { VideoStoreClient } from './videos-client'
import type { VideoEvent, WatchState } from './watch-state'

/** Called on every change and deletion. @param previous the video before the change; undefined if it was not in the store */
export type VideoEventListener = (event: VideoEvent, previous: Video | undefined) => void

/**
 * Normalized store: one state per video, whoever learned it and whoever reads it. `subscribe` and `getSnapshot` fit
 * `useSyncExternalStore`. Reading sends no requests; `watch` keeps a video up to date.
 */
export interface VideoStore {
  /** State of one video; the same object until it changes. */
  getSnapshot(id: string): WatchState
  /** State of one video at the creation of the store, for server rendering and hydration. */
  getServerSnapshot(id: string): WatchState
  /** Every video in the store. */
  videos(): readonly Video[]
  /** Calls the listener when the state of one video changes; returns the unsubscribe function. */
  subscribe(id: string, listener: () => void): () => void
  /** Calls the listener when any video changes or is deleted; returns the unsubscribe function. */
  subscribeAll(listener: VideoEventListener): () => void
  /** Calls the listener when events were missed, so that lists may be out of date; returns the unsubscribe function. */
  subscribeMissed(listener: () => void): () => void
  /**
   * Keeps one video up to date until the job is settled, a permanent error occurs, or a day has passed; returns the
   * function that ends this watch. All watches of a video share its requests.
   */
  watch(id: string): () => void
  /** Receives the events of all videos, if the server has a stream; returns the function that ends this. */
  watchAll(): () => void
  /** Keeps receiving updates of watched jobs while the page is hidden; returns a function that stops this. */
  watchWhileHidden(): () => void
  /** Polls one video immediately; a watch that was closed continues if the job is still running. */
  refresh(id: string): Promise<void>
  /**
   * Merges a video that was received in this tab, as in a list.
   *
   * @param requestedAt when the request was sent, in Unix milliseconds: a stream that connected after that has the later
   * changes, one that connected before may have missed some. @default now
   */
  apply(video: Video, requestedAt?: number): void
  /** Removes a video before the server confirms its deletion; returns the function that restores it. */
  delete(id: string): () => void
  /** Applies a change that this tab made, and tells the other tabs. */
  publish(event: VideoEvent): void
  /** The server's capabilities and the viewer. */
  readonly capabilities: CapabilitiesCache
}

/** Options of the store. */
export interface VideoStoreOptions {
  /** Sends the requests. */
  client: VideoStoreClient
  /** Clock, timers, visibility, network status and tabs. @default the browser's own */
  environment?: Environment
  /** Videos that the server rendered into the page. */
  initialVideos?: readonly Video[] | undefined
  /** Capabilities that the server rendered into the page; requested again when they are first needed. */
  initialCapabilities?: Capabilities | undefined
  /**
   * The capabilities of a previous store, which this one continues to use for another viewer.
   *
   * @default those of the client
   */
  capabilities?: CapabilitiesCache | undefined
  /** How many videos without a watch and a listener are kept, the most recently changed ones. @default Infinity */
  maxIdleVideos?: number
}

const dayMs = 86_400_000

/** Creates the store of one viewer's videos. Create a new one for another viewer. */
export function createVideoStore({
  client,
  environment = browserEnvironment,
  initialVideos = [],
  initialCapabilities,
  // What one request renders on the server must not be seen by another that uses the same client.
  capabilities = initialCapabilities
    ? createCapabilitiesCache({ client, environment, initial: initialCapabilities })
    : getCapabilitiesCache(client, environment),
  maxIdleVideos = Infinity,
}: VideoStoreOptions): VideoStore {
  const entries = new Map<string, VideoEntry>()
  const watched = new Set<VideoEntry>()
  const eventListeners = new Set<VideoEventListener>()
  const missedListeners = new Set<() => void>()
  const cancelDeadlines = new Map<VideoEntry, () => void>()
  let allWatchers = 0

  const entryOf = (id: string): VideoEntry => {
    const existing = entries.get(id)
    if (existing) return existing
    const entry = new VideoEntry(id, onChange)
    entries.set(id, entry)
    return entry
  }

  const onChange = (entry: VideoEntry, previous: WatchState): void => {
    if (!entry.isOpen) cancelDeadline(entry)
    updates.onStateChange(entry, previous)
  }

  const notify: VideoEventListener = (event, previous) => {
    for (const listener of eventListeners) listener(event, previous)
  }

  const apply = (update: Video, asOf = environment.now()): boolean => {
    const entry = entryOf(update.id)
    const previous = entry.state.video
    const hasChanged = entry.apply(update, asOf)
    const { video } = entry.state
    if (hasChanged && video) {
      markAsRecent(entry)
      notify({ video }, previous)
    }
    return hasChanged
  }

  const remove = (id: string): boolean => {
    const entry = entryOf(id)
    if (entry.isDeleted) return false
    const previous = entry.state.video
    entry.delete()
    notify({ deleted: id }, previous)
    return true
  }

  const restore = (entry: VideoEntry): void => {
    entry.restore()
    const { video } = entry.state
    if (video) notify({ video }, undefined)
    if (entry.watchers > 0) startWatch(entry)
  }

  const applyEvent = (event: VideoEvent, asOf?: number): boolean =>
    'video' in event ? apply(event.video, asOf) : remove(event.deleted)

  const updates = createVideoUpdates({
    client,
    environment,
    capabilities,
    watched,
    isWatchingAll: () => allWatchers > 0,
    entryOf,
    apply: applyEvent,
    onMissed() {
      for (const listener of missedListeners) listener()
    },
    onViewerChange() {
      for (const entry of entries.values()) if (isIdle(entry)) entries.delete(entry.id)
    },
  })

  const isIdle = (entry: VideoEntry): boolean => !watched.has(entry) && entry.listeners.size === 0

  const markAsRecent = (entry: VideoEntry): void => {
    if (maxIdleVideos === Infinity) return
    entries.delete(entry.id)
    entries.set(entry.id, entry)
    for (const oldest of entries.values()) {
      if (entries.size - watched.size <= maxIdleVideos) return
      if (isIdle(oldest)) entries.delete(oldest.id)
    }
  }

  const cancelDeadline = (entry: VideoEntry): void => {
    cancelDeadlines.get(entry)?.()
    cancelDeadlines.delete(entry)
  }

  const startWatch = (entry: VideoEntry): void => {
    if (!entry.isOpen) entry.open('polling')
    if (entry.isOpen && !cancelDeadlines.has(entry)) {
      cancelDeadlines.set(
        entry,
        environment.setTimer(dayMs, () => entry.close(deadlineExceededError(entry.id))),
      )
    }
    updates.schedule()
  }

  for (const video of initialVideos) entryOf(video.id).apply(video, environment.now())
  const initialStates = new Map(Array.from(entries.values(), (entry) => [entry.id, entry.state]))

  return {
    getSnapshot: (id) => entries.get(id)?.state ?? unknownVideo,
    getServerSnapshot: (id) => initialStates.get(id) ?? unknownVideo,
    videos: () => Array.from(entries.values(), (entry) => entry.state.video).filter((video) => video !== undefined),
    subscribe(id, listener) {
      const entry = entryOf(id)
      entry.listeners.add(listener)
      return () => entry.listeners.delete(listener)
    },
    subscribeAll(listener) {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    subscribeMissed(listener) {
      missedListeners.add(listener)
      return () => missedListeners.delete(listener)
    },
    watch(id) {
      const entry = entryOf(id)
      entry.watchers += 1
      watched.add(entry)
      if (entry.watchers === 1) startWatch(entry)
      let isWatching = true
      return () => {
        if (!isWatching) return
        isWatching = false
        entry.watchers -= 1
        if (entry.watchers > 0) return
        watched.delete(entry)
        cancelDeadline(entry)
        updates.schedule()
      }
    },
    watchAll() {
      allWatchers += 1
      updates.schedule()
      return () => {
        allWatchers -= 1
        updates.schedule()
      }
    },
    watchWhileHidden: updates.watchWhileHidden,
    async refresh(id) {
      const entry = entryOf(id)
      const requestedAt = environment.now()
      try {
        const video = await client.retrieve(id)
        if (entry.isDeleted) restore(entry)
        apply(video, requestedAt)
        if (entry.watchers > 0) startWatch(entry)
      } catch (cause) {
        const error = toVideoError(cause)
        if (entry.isOpen) entry.setConnection(entry.state.connection, error)
        else entry.close(error)
      }
    },
    apply(video, requestedAt) {
      apply(video, requestedAt)
      if (watched.size > 0) updates.schedule()
    },
    delete(id) {
      remove(id)
      return () => restore(entryOf(id))
    },
    publish(event) {
      applyEvent(event)
      updates.publish(event)
    },
    capabilities,
  }
}

export const deadlineExceededError = (id: string): VideoError =>
  new VideoError(`${id} was not settled before the deadline, so watching stopped. Retrieve it later.`, {
    code: 'deadline_exceeded',
  })
