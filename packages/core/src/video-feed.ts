import type { Capabilities } from './capabilities'
import { durationOf } from './estimate'
import type { LiveStream } from './live-stream'
import { createLiveStream } from './live-stream'
import { createPoll } from './poll'
import type { TabLeader } from './tab-leader'
import { createTabLeader } from './tab-leader'
import type { TabMessage } from './tab-message'
import { tabScope, stateMessage, deserializeError } from './tab-message'
import type { Video } from './video'
import { VideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { Videos } from './videos'
import { createViewer } from './viewer'
import type { VideoWatch } from './video-watch'
import { createVideoWatch } from './video-watch'
import type { VideoEvent, WatchState } from './watch-state'
import type { Environment } from './environment'

/**
 * A client whose videos can be watched. The capabilities and the event stream of a Dailies server are used if they are
 * present.
 */
export type WatchableVideos = Videos & Partial<Pick<VideosClient, 'baseURL' | 'capabilities' | 'events'>>

/**
 * Shared subscription hub of a page: dedupes watches of the same job, uses one server-sent events stream or polling for
 * all of them, and makes requests in only one browser tab.
 */
export interface VideoFeed {
  /**
   * Subscribes to a job's state; returns an unsubscribe function.
   *
   * @param listener called on every change
   * @param known a recent state of the video; if given, the first poll waits for the usual delay instead of being
   * immediate
   */
  watch(id: string, listener: (state: WatchState) => void, known: Video | undefined): () => void
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
const freshForMs = 1_000
const maxRecentVideos = 100

export function createVideoFeed(videos: WatchableVideos, environment: Environment): VideoFeed {
  const watches = new Map<string, VideoWatch>()
  const eventListeners = new Set<(event: VideoEvent) => void>()
  const viewerListeners = new Set<(viewer: string) => void>()
  // The ids that other tabs subscribe to, by tab.
  const tabSubscriptions = new Map<string, readonly string[]>()
  // Recently received videos, for a job whose watch starts after its event has arrived.
  const recentVideos = new Map<string, Video>()
  const tab = `${environment.now()} ${environment.random()}`
  let hiddenSubscribers = 0
  let isReconcileScheduled = false
  let unsubscribeEnvironment: (() => void) | undefined
  let leader: TabLeader | undefined
  let scope: string | undefined
  let currentViewer: string | undefined
  // The ids that this tab subscribed to at the leader, joined by commas.
  let subscribedIds = ''

  const viewer = createViewer({
    fetch: async () => {
      if (videos.capabilities) return videos.capabilities()
      throw new VideoError('This server has no capabilities. Use a Dailies server.', { code: 'unsupported' })
    },
    environment,
    onChange() {
      const next = viewer.capabilities()?.viewer
      const hasChanged = currentViewer !== undefined && next !== currentViewer
      currentViewer = next
      if (hasChanged && next !== undefined) {
        stream?.toggle(false)
        clear()
        for (const listener of viewerListeners) listener(next)
      }
      scheduleReconcile()
    },
  })

  const stream: LiveStream | undefined =
    videos.events &&
    createLiveStream({
      events: videos.events.bind(videos),
      environment,
      onEvent(event, cursor) {
        applyEvent(event)
        leader?.post({ type: 'event', event, cursor })
      },
      onChange() {
        if (!stream?.isLive()) markWatchesFresh()
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
      viewer.refresh()
    }
    const isRunning = [...watches.values()].some((watch) => !watch.isOver())
    const canStream = viewer.capabilities()?.events === true
    const needsUpdates = environment.isVisible()
      ? isRunning || (canStream && eventListeners.size > 0)
      : isRunning && hiddenSubscribers > 0
    joinTabs()
    leader?.toggle(needsUpdates)
    const isLeading = needsUpdates && (!leader || leader.isLeading())
    const isFetching = isLeading && environment.isOnline()
    if (stream?.isLive() && !(isFetching && canStream)) markWatchesFresh()
    stream?.toggle(isFetching && canStream)
    for (const watch of watches.values()) reconcileWatch(watch, isFetching)
    if (leader && !isLeading) subscribeAtLeader(leader, needsUpdates)
  }

  const reconcileWatch = (watch: VideoWatch, isFetching: boolean): void => {
    if (watch.isOver()) return
    const { video, connection } = watch.state()
    if (!isFetching) watch.poll.set('off', false)
    else if (!stream?.isLive())
      watch.poll.set('on', environment.isVisible() && environment.now() - watch.updatedAt() >= freshForMs)
    else watch.poll.set(!video || watch.updatedAt() < stream.liveSince() ? 'once' : 'off', !video)
    if (!environment.isOnline()) watch.setConnection('offline')
    else if (isFetching && stream?.isLive()) watch.setConnection('live')
    else if (connection === 'offline' || (isFetching && connection === 'live')) watch.setConnection('polling')
  }

  const onEnvironmentChange = (): void => {
    if (environment.isVisible()) viewer.refresh()
    // A delay that started while the page was visible is too short for a hidden page, and the reverse: all timers start
    // again.
    for (const watch of watches.values()) watch.poll.set('off', false)
    reconcile()
  }

  const joinTabs = (): void => {
    const { tabs } = environment
    const next = currentViewer === undefined ? undefined : tabScope(videos.baseURL ?? '', currentViewer)
    if (!tabs || next === scope) return
    leader?.close()
    scope = next
    subscribedIds = ''
    leader =
      next === undefined
        ? undefined
        : createTabLeader({ tabs, scope: next, isVisible: environment.isVisible, onElected, onMessage: onTabMessage })
  }

  const onElected = (): void => {
    subscribedIds = ''
    tabSubscriptions.clear()
    reconcile()
  }

  const subscribeAtLeader = (channel: TabLeader, needsUpdates: boolean): void => {
    const ids = needsUpdates ? [...watches].flatMap(([id, watch]) => (watch.isOver() ? [] : [id])) : []
    if (ids.join() === subscribedIds) return
    subscribedIds = ids.join()
    channel.post({ type: 'subscribe', tab, ids })
  }

  const onTabMessage = (message: TabMessage): void => {
    if (message.type === 'elected') {
      subscribedIds = ''
      scheduleReconcile()
    } else if (message.type === 'event') {
      stream?.resumeFrom(message.cursor)
      applyEvent(message.event)
    } else if (message.type === 'state') {
      const { id, video, connection } = message
      const watch = watches.get(id)
      const error = deserializeError(message.error)
      if (video) applyEvent({ video })
      if (connection === 'closed' && error) watch?.end(error)
      else if (connection !== 'closed') watch?.setConnection(connection, error)
    } else if (message.type === 'subscribe' && leader?.isLeading()) {
      tabSubscriptions.set(message.tab, message.ids)
      for (const id of message.ids) {
        const watch = watches.get(id)
        if (watch) leader.post(stateMessage(id, watch.state()))
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
    } else watches.get(event.deleted)?.end(videoDeleted(event.deleted))
    for (const listener of eventListeners) listener(event)
  }

  const startWatch = (id: string, initial: Video | undefined): VideoWatch => {
    const watch = createVideoWatch({
      initial,
      environment,
      poll: createPoll({
        videos,
        environment,
        id,
        current: () => watch.state().video,
        expectedMs: (video) => {
          const median = durationOf(video, modelOf(video)?.durations)?.median
          return median === undefined ? undefined : median * 1_000
        },
        minDelayMs: () => (environment.isVisible() ? 0 : hiddenPollIntervalMs),
        onVideo: (video) => {
          watch.apply(video)
          for (const listener of eventListeners) listener({ video })
        },
        onError: (error) => watch.fail(error),
      }),
      onChange(state) {
        if (leader?.isLeading()) leader.post(stateMessage(id, state))
        if (watch.isOver()) scheduleReconcile()
      },
    })
    watches.set(id, watch)
    return watch
  }

  const modelOf = (video: Video) => viewer.capabilities()?.models.find(({ id }) => id === video.model)

  const pruneWatches = (): void => {
    const subscribed = new Set([...tabSubscriptions.values()].flat())
    for (const [id, watch] of watches) {
      if (watch.listeners.size > 0 || subscribed.has(id)) continue
      watch.poll.close()
      watches.delete(id)
    }
  }

  const markWatchesFresh = (): void => {
    for (const watch of watches.values()) {
      if (watch.state().video && watch.updatedAt() >= (stream?.liveSince() ?? 0)) watch.markFresh()
    }
  }

  const clear = (): void => {
    stream?.reset()
    recentVideos.clear()
    tabSubscriptions.clear()
  }

  const close = (): void => {
    stream?.toggle(false)
    clear()
    if (subscribedIds) leader?.post({ type: 'subscribe', tab, ids: [] })
    leader?.close()
    leader = undefined
    scope = undefined
    subscribedIds = ''
    unsubscribeEnvironment?.()
    unsubscribeEnvironment = undefined
    viewer.close()
  }

  return {
    watch(id, listener, known) {
      const latest = recentVideos.get(id) ?? known
      const existing = watches.get(id) ?? startWatch(id, latest)
      // A watch that has ended is started again for a new subscriber.
      const watch = existing.isOver() ? startWatch(id, latest) : existing
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
      leader?.post({ type: 'event', event, cursor: undefined })
    },
    watchWhileHidden() {
      hiddenSubscribers += 1
      scheduleReconcile()
      return () => {
        hiddenSubscribers -= 1
        scheduleReconcile()
      }
    },
    capabilities: viewer.load,
    onViewerChange(listener) {
      viewerListeners.add(listener)
      return () => viewerListeners.delete(listener)
    },
  }
}

const videoDeleted = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so it can no longer be watched.`, {
    code: 'not_found',
  })
