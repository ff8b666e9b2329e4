import type { Capabilities } from './capabilities'
import { findRunTimeStats } from './estimate'
import type { EventStream } from './event-stream'
import { createEventStream } from './event-stream'
import { createPoll } from './poll'
import type { TabElection } from './tab-election'
import { createTabElection } from './tab-election'
import type { TabMessage } from './tab-message'
import { tabScope, stateMessage, deserializeError } from './tab-message'
import type { Video } from './video'
import { VideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { VideosApi } from './videos'
import { createCapabilitiesCache } from './capabilities-cache'
import type { VideoWatch } from './video-watch'
import { createVideoWatch } from './video-watch'
import type { VideoEvent, WatchState } from './watch-state'
import type { Environment } from './environment'

/**
 * A client whose videos can be watched. The capabilities and the event stream of a Dailies server are used if they are
 * present.
 */
export type FeedClient = VideosApi & Partial<Pick<VideosClient, 'baseURL' | 'capabilities' | 'events'>>

/**
 * Shared subscription hub of a page: dedupes watches of the same job, uses one server-sent events stream or polling for
 * all of them, and makes requests in only one browser tab.
 */
export interface VideoFeed {
  /**
   * Subscribes to a job's state; returns an unsubscribe function.
   *
   * @param listener called on every change
   * @param initial a recent state of the video; if given, the first poll waits for the poll delay instead of being
   * immediate
   */
  watch(id: string, listener: (state: WatchState) => void, initial: Video | undefined): () => void
  /**
   * Subscribes to all change events, from the server and from other tabs; returns an unsubscribe function. Keeps the
   * stream open.
   */
  subscribeAll(listener: (event: VideoEvent) => void): () => void
  /** Publishes a change made in this tab to the other tabs. */
  broadcast(event: VideoEvent): void
  /** Keeps receiving updates of running jobs while the page is hidden; returns a function that stops this. */
  watchWhileHidden(): () => void
  /**
   * Fetches the server's capabilities, or returns cached ones that are recent enough. Concurrent calls are deduped into
   * one request.
   *
   * @param maxAgeMs maximum age of cached capabilities, in milliseconds
   * @param initial used until the response arrives, if nothing is cached yet
   */
  capabilities(maxAgeMs: number, initial?: Capabilities): Promise<Capabilities>
  /** Subscribes to changes of the viewer, as after a sign-in with another account; returns an unsubscribe function. */
  onViewerChange(listener: (viewer: string) => void): () => void
}

const hiddenPollIntervalMs = 60_000
// A state that was confirmed more recently than this is not polled immediately.
const confirmationLifetimeMs = 1_000
const maxRecentVideos = 100

export function createVideoFeed(client: FeedClient, environment: Environment): VideoFeed {
  const watches = new Map<string, VideoWatch>()
  const eventListeners = new Set<(event: VideoEvent) => void>()
  const viewerListeners = new Set<(viewer: string) => void>()
  // The ids that other tabs subscribe to, by tab.
  const tabSubscriptions = new Map<string, readonly string[]>()
  // Recently received videos, for a job whose watch starts after its event has arrived.
  const recentVideos = new Map<string, Video>()
  const tabId = `${environment.now()} ${environment.random()}`
  let backgroundSubscribers = 0
  let isReconcileScheduled = false
  let unsubscribeEnvironment: (() => void) | undefined
  let election: TabElection | undefined
  let scope: string | undefined
  let currentViewer: string | undefined
  // The ids whose updates this tab requested from the leader, joined by commas.
  let subscribedIds = ''

  const capabilitiesCache = createCapabilitiesCache({
    fetch: async () => {
      if (client.capabilities) return client.capabilities()
      throw new VideoError('This server has no capabilities. Use a Dailies server.', { code: 'unsupported' })
    },
    environment,
    onChange() {
      const next = capabilitiesCache.get()?.viewer
      const isOtherViewer = currentViewer !== undefined && next !== currentViewer
      currentViewer = next
      if (isOtherViewer && next !== undefined) {
        stream?.setActive(false)
        clear()
        for (const listener of viewerListeners) listener(next)
      }
      scheduleReconcile()
    },
  })

  const stream: EventStream | undefined =
    client.events &&
    createEventStream({
      events: client.events.bind(client),
      environment,
      onEvent(event, lastEventId) {
        applyEvent(event)
        election?.post({ type: 'event', event, lastEventId })
      },
      onChange() {
        if (!stream?.isConnected()) confirmWatches()
        reconcile()
      },
    })

  const scheduleReconcile = (): void => {
    // StrictMode and lists start and stop many watches at once: they are batched into one run.
    if (isReconcileScheduled) return
    isReconcileScheduled = true
    queueMicrotask(() => {
      isReconcileScheduled = false
      reconcile()
    })
  }

  /**
   * Starts and stops the stream, the polls and the leadership as the current watches, visibility and network status
   * require.
   */
  const reconcile = (): void => {
    // A tab without subscribers of its own leaves the leadership to tabs that have some.
    const hasSubscribers = eventListeners.size > 0 || [...watches.values()].some(({ listeners }) => listeners.size > 0)
    if (!hasSubscribers) tabSubscriptions.clear()
    pruneWatches()
    if (watches.size === 0 && eventListeners.size === 0) return close()
    if (!unsubscribeEnvironment) {
      unsubscribeEnvironment = environment.onChange(onEnvironmentChange)
      capabilitiesCache.refresh()
    }
    const isRunning = [...watches.values()].some((watch) => !watch.isClosed())
    const canStream = capabilitiesCache.get()?.events === true
    const needsUpdates = environment.isVisible()
      ? isRunning || (canStream && eventListeners.size > 0)
      : isRunning && backgroundSubscribers > 0
    joinTabs()
    election?.setCandidate(needsUpdates)
    const isLeading = needsUpdates && (!election || election.isLeading())
    const isFetching = isLeading && environment.isOnline()
    if (stream?.isConnected() && !(isFetching && canStream)) confirmWatches()
    stream?.setActive(isFetching && canStream)
    for (const watch of watches.values()) reconcileWatch(watch, isFetching)
    if (election && !isLeading) requestUpdatesFromLeader(needsUpdates)
  }

  const reconcileWatch = (watch: VideoWatch, isFetching: boolean): void => {
    if (watch.isClosed()) return
    const { video, connection } = watch.state()
    const confirmedAt = watch.confirmedAt()
    if (!isFetching) watch.poll.setMode('off')
    else if (!stream?.isConnected()) {
      const isOutdated = environment.now() - confirmedAt >= confirmationLifetimeMs
      watch.poll.setMode('on', { immediate: environment.isVisible() && isOutdated })
    } else if (!video) watch.poll.setMode('once', { immediate: true })
    else watch.poll.setMode(confirmedAt < stream.completeSince() ? 'once' : 'off')
    if (!environment.isOnline()) watch.setConnection('offline')
    else if (isFetching && stream?.isConnected()) watch.setConnection('live')
    else if (connection === 'offline' || (isFetching && connection === 'live')) watch.setConnection('polling')
  }

  const onEnvironmentChange = (): void => {
    if (environment.isVisible()) capabilitiesCache.refresh()
    // Restart all timers: delays differ for visible and hidden pages.
    for (const watch of watches.values()) watch.poll.setMode('off')
    reconcile()
  }

  const joinTabs = (): void => {
    const { tabs } = environment
    const next = currentViewer === undefined ? undefined : tabScope(client.baseURL ?? '', currentViewer)
    if (!tabs || next === scope) return
    election?.close()
    scope = next
    subscribedIds = ''
    election =
      next === undefined
        ? undefined
        : createTabElection({ tabs, scope: next, isVisible: environment.isVisible, onElected, onMessage: onTabMessage })
  }

  const onElected = (): void => {
    subscribedIds = ''
    tabSubscriptions.clear()
    reconcile()
  }

  const requestUpdatesFromLeader = (needsUpdates: boolean): void => {
    const ids = needsUpdates ? [...watches].flatMap(([id, watch]) => (watch.isClosed() ? [] : [id])) : []
    if (ids.join() === subscribedIds) return
    subscribedIds = ids.join()
    election?.post({ type: 'subscribe', tabId, ids })
  }

  const onTabMessage = (message: TabMessage): void => {
    if (message.type === 'elected') {
      subscribedIds = ''
      scheduleReconcile()
    } else if (message.type === 'event') {
      stream?.resumeFrom(message.lastEventId)
      applyEvent(message.event)
    } else if (message.type === 'state') {
      const { id, video, connection } = message
      const watch = watches.get(id)
      const error = deserializeError(message.error)
      if (video) applyEvent({ video })
      if (connection === 'closed' && error) watch?.close(error)
      else if (connection !== 'closed') watch?.setConnection(connection, error)
    } else if (message.type === 'subscribe' && election?.isLeading()) {
      tabSubscriptions.set(message.tabId, message.ids)
      for (const id of message.ids) {
        const watch = watches.get(id)
        if (watch) election.post(stateMessage(id, watch.state()))
        else startWatch(id, undefined)
      }
      scheduleReconcile()
    }
  }

  const applyEvent = (event: VideoEvent): void => {
    if ('video' in event) {
      const { video } = event
      recentVideos.delete(video.id)
      recentVideos.set(video.id, video)
      for (const oldest of recentVideos.keys()) if (recentVideos.size > maxRecentVideos) recentVideos.delete(oldest)
      watches.get(video.id)?.apply(video)
    } else watches.get(event.deleted)?.close(videoDeletedError(event.deleted))
    for (const listener of eventListeners) listener(event)
  }

  const startWatch = (id: string, initial: Video | undefined): VideoWatch => {
    const watch = createVideoWatch({
      initial,
      environment,
      poll: createPoll({
        client,
        environment,
        id,
        current: () => watch.state().video,
        expectedMs: (video) => {
          const median = findRunTimeStats(video, modelOf(video)?.durations)?.median
          return median === undefined ? undefined : median * 1_000
        },
        minDelayMs: () => (environment.isVisible() ? 0 : hiddenPollIntervalMs),
        onVideo: (video) => {
          watch.apply(video)
          for (const listener of eventListeners) listener({ video })
        },
        onError: (error) => watch.onPollError(error),
      }),
      onChange(state) {
        if (election?.isLeading()) election.post(stateMessage(id, state))
        if (watch.isClosed()) scheduleReconcile()
      },
    })
    watches.set(id, watch)
    return watch
  }

  const modelOf = (video: Video) => capabilitiesCache.get()?.models.find(({ id }) => id === video.model)

  const pruneWatches = (): void => {
    const subscribed = new Set([...tabSubscriptions.values()].flat())
    for (const [id, watch] of watches) {
      if (watch.listeners.size > 0 || subscribed.has(id)) continue
      watch.poll.close()
      watches.delete(id)
    }
  }

  const confirmWatches = (): void => {
    for (const watch of watches.values()) {
      if (watch.state().video && watch.confirmedAt() >= (stream?.completeSince() ?? 0)) watch.confirm()
    }
  }

  const clear = (): void => {
    stream?.reset()
    recentVideos.clear()
    tabSubscriptions.clear()
  }

  const close = (): void => {
    stream?.setActive(false)
    clear()
    if (subscribedIds) election?.post({ type: 'subscribe', tabId, ids: [] })
    election?.close()
    election = undefined
    scope = undefined
    subscribedIds = ''
    unsubscribeEnvironment?.()
    unsubscribeEnvironment = undefined
    capabilitiesCache.close()
  }

  return {
    watch(id, listener, initial) {
      const video = recentVideos.get(id) ?? initial
      const existing = watches.get(id) ?? startWatch(id, video)
      // A closed watch is started again for a new subscriber.
      const watch = existing.isClosed() ? startWatch(id, video) : existing
      watch.listeners.add(listener)
      scheduleReconcile()
      return () => {
        watch.listeners.delete(listener)
        scheduleReconcile()
      }
    },
    subscribeAll(listener) {
      eventListeners.add(listener)
      scheduleReconcile()
      return () => {
        eventListeners.delete(listener)
        scheduleReconcile()
      }
    },
    broadcast(event) {
      if ('video' in event) recentVideos.set(event.video.id, event.video)
      election?.post({ type: 'event', event, lastEventId: undefined })
    },
    watchWhileHidden() {
      backgroundSubscribers += 1
      scheduleReconcile()
      return () => {
        backgroundSubscribers -= 1
        scheduleReconcile()
      }
    },
    capabilities: capabilitiesCache.load,
    onViewerChange(listener) {
      viewerListeners.add(listener)
      return () => viewerListeners.delete(listener)
    },
  }
}

const videoDeletedError = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so it can no longer be watched.`, {
    code: 'not_found',
  })
