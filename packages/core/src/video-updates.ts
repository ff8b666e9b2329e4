import type { CapabilitiesCache } from './capabilities-cache'
import type { Environment } from './environment'
import { findRunTimeStats } from './estimate'
import { createTabGroup } from './tab-group'
import { createTransport } from './transport'
import type { Video } from './video'
import type { VideoEntry } from './video-entry'
import type { VideoStoreClient } from './videos-client'
import type { VideoEvent, WatchState } from './watch-state'

/**
 * Keeps watched videos up to date: decides whether this tab requests updates, and whether by the stream or by polls,
 * from the watches, the visibility, the network status and the leadership.
 */
export interface VideoUpdates {
  /** Call when a watch starts or ends, or when an entry opens or closes. Many calls are batched into one run. */
  schedule(): void
  /** Call when the state of an entry has changed. */
  onStateChange(entry: VideoEntry, previous: WatchState): void
  /** Tells the other tabs about a change that this tab made. */
  publish(event: VideoEvent): void
  /** Keeps receiving updates while the page is hidden; returns a function that stops this. */
  watchWhileHidden(): () => void
}

/** What the updates read from the store, and write to it. */
export interface VideoUpdatesOptions {
  client: VideoStoreClient
  environment: Environment
  capabilities: CapabilitiesCache
  /** Entries that a watch of this tab needs. */
  watched: ReadonlySet<VideoEntry>
  /** Whether this tab needs the events of all videos. */
  isWatchingAll(): boolean
  /** Returns the entry of an id, and creates it if there is none. */
  entryOf(id: string): VideoEntry
  /**
   * Applies an event to the store; returns whether it changed anything.
   *
   * @param asOf when it was requested, in Unix milliseconds. @default now
   */
  apply(event: VideoEvent, asOf?: number): boolean
  /** Called when events were missed: a list that was read before may be out of date. */
  onMissed(): void
  /** Called when the server reports another viewer than before. */
  onViewerChange(): void
}

// A state that was confirmed more recently than this is not polled immediately.
const confirmationLifetimeMs = 1_000

export function createVideoUpdates({
  client,
  environment,
  capabilities,
  watched,
  isWatchingAll,
  entryOf,
  apply,
  onMissed,
  onViewerChange,
}: VideoUpdatesOptions): VideoUpdates {
  // The entries that the last run kept up to date, for this tab and for others.
  let current: ReadonlySet<VideoEntry> = new Set()
  let backgroundSubscribers = 0
  let viewer: string | undefined
  let isScheduled = false
  let unsubscribe: (() => void) | undefined

  const tabs = createTabGroup({
    environment,
    baseURL: client.baseURL ?? '',
    stateOf: (id) => entryOf(id).state,
    onEvent(event, lastEventId) {
      transport.resumeFrom(lastEventId)
      apply(event)
    },
    onMissed,
    onConnection(id, connection, error) {
      if (connection !== 'closed') entryOf(id).setConnection(connection, error)
      else if (error) entryOf(id).close(error)
    },
    onElected: () => run(),
    onChange: () => schedule(),
  })

  const transport = createTransport({
    client,
    environment,
    videoOf: (id) => entryOf(id).state.video,
    expectedMs: (video) => expectedRunTime(video),
    onEvent(event, lastEventId) {
      apply(event)
      tabs.publishEvent(event, lastEventId)
    },
    onMissed() {
      tabs.publishMissed()
      onMissed()
      run()
    },
    onPoll(video, requestedAt) {
      if (apply({ video }, requestedAt)) tabs.publishEvent({ video })
      // Requested before the stream was connected, it may lack what happened between the two.
      if (requestedAt < transport.completeSince()) schedule()
    },
    onPollError: (id, error) => entryOf(id).fail(error),
    onConnectionChange() {
      if (!transport.isConnected()) confirm()
      run()
    },
  })

  const expectedRunTime = (video: Video): number | undefined => {
    const model = capabilities.getSnapshot().capabilities?.models.find(({ id }) => id === video.model)
    const median = findRunTimeStats(video, model?.durations)?.median
    return median === undefined ? undefined : median * 1_000
  }

  const schedule = (): void => {
    // StrictMode and lists start and stop many watches at once: they are batched into one run.
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      run()
    })
  }

  /** Starts and stops the stream, the polls and the leadership. */
  const run = (): void => {
    // A tab without open watches of its own leaves the leadership to tabs that have some.
    const open = [...watched].filter((entry) => entry.isOpen)
    if (open.length === 0 && !isWatchingAll()) return stop()
    start()
    current = new Set([...open, ...Array.from(tabs.subscribedIds(), entryOf)])
    transport.retainPolls(new Set(Array.from(current, ({ id }) => id)))
    const canStream = capabilities.getSnapshot().capabilities?.events === true
    const isRunning = [...current].some((entry) => entry.isOpen)
    const needsUpdates = environment.isVisible()
      ? isRunning || (canStream && isWatchingAll())
      : isRunning && backgroundSubscribers > 0
    tabs.join(viewer)
    tabs.setCandidate(needsUpdates)
    const isLeading = needsUpdates && tabs.isLeading()
    const isFetching = isLeading && environment.isOnline()
    if (transport.isConnected() && !(isFetching && canStream)) confirm()
    transport.setStreaming(isFetching && canStream)
    for (const entry of current) update(entry, isFetching)
    if (!isLeading) tabs.subscribeTo(needsUpdates ? openIds() : [])
  }

  const openIds = (): string[] => [...current].flatMap((entry) => (entry.isOpen ? [entry.id] : []))

  const update = (entry: VideoEntry, isFetching: boolean): void => {
    const { id } = entry
    if (!entry.isOpen) return transport.setPolling(id, 'off')
    const { video, connection } = entry.state
    if (!isFetching) transport.setPolling(id, 'off')
    else if (!transport.isConnected()) {
      const isOutdated = environment.now() - entry.confirmedAt >= confirmationLifetimeMs
      transport.setPolling(id, 'on', { immediate: environment.isVisible() && isOutdated })
    } else if (!video) transport.setPolling(id, 'once', { immediate: true })
    else transport.setPolling(id, entry.confirmedAt < transport.completeSince() ? 'once' : 'off')
    if (!environment.isOnline()) entry.setConnection('offline')
    else if (isFetching && transport.isConnected()) entry.setConnection('live')
    else if (connection === 'offline' || (isFetching && connection === 'live')) entry.setConnection('polling')
  }

  /** Confirms the videos that the stream kept up to date until now. */
  const confirm = (): void => {
    for (const entry of current) {
      if (entry.state.video && entry.confirmedAt >= transport.completeSince()) entry.confirmedAt = environment.now()
    }
  }

  const onCapabilities = (): void => {
    const { viewer: next } = capabilities.getSnapshot()
    const isOtherViewer = viewer !== undefined && next !== viewer
    viewer = next
    if (isOtherViewer) {
      transport.reset()
      tabs.clearSubscriptions()
      onViewerChange()
    }
    schedule()
  }

  const start = (): void => {
    if (unsubscribe) return
    const stopEnvironment = environment.onChange(() => {
      if (environment.isVisible()) capabilities.refresh()
      // Restart all timers: delays differ for visible and hidden pages.
      for (const { id } of current) transport.setPolling(id, 'off')
      run()
    })
    const stopCapabilities = capabilities.subscribe(onCapabilities)
    const stopRefreshing = capabilities.keepFresh()
    unsubscribe = () => {
      stopEnvironment()
      stopCapabilities()
      stopRefreshing()
    }
    onCapabilities()
  }

  const stop = (): void => {
    current = new Set()
    transport.retainPolls(new Set())
    transport.reset()
    tabs.leave()
    unsubscribe?.()
    unsubscribe = undefined
  }

  return {
    schedule,
    onStateChange(entry, previous) {
      const state = entry.state
      if (state.connection === previous.connection && state.error === previous.error) return
      if (current.has(entry)) tabs.publishConnection(entry.id, state)
      if ((state.connection === 'closed') !== (previous.connection === 'closed')) schedule()
    },
    publish: (event) => tabs.publishEvent(event),
    watchWhileHidden() {
      backgroundSubscribers += 1
      schedule()
      return () => {
        backgroundSubscribers -= 1
        schedule()
      }
    },
  }
}
