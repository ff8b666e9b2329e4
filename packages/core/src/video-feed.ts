import type { Capabilities } from './capabilities'
import { durationOf } from './estimate'
import type { LiveStream } from './live-stream'
import { createLiveStream } from './live-stream'
import { createPoll } from './poll'
import type { TabLeader } from './tab-leader'
import { createTabLeader } from './tab-leader'
import type { TabMessage } from './tab-message'
import { tabScope, tell, deserializeError } from './tab-message'
import type { Video } from './video'
import { VideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { Videos } from './videos'
import { createViewer } from './viewer'
import type { VideoWatch } from './video-watch'
import { createVideoWatch } from './video-watch'
import type { VideoEvent, WatchState } from './watch-state'
import type { Environment } from './environment'

/** A server that can be watched; what a Dailies server offers beyond the Videos API is used where it is there. */
export type WatchableVideos = Videos & Partial<Pick<VideosClient, 'baseURL' | 'capabilities' | 'events'>>

/** What one page hears of its videos: one watch per job, one stream for all, one leading tab. */
export interface VideoFeed {
  /**
   * Tells the listener of every change of a video, until the returned function is called.
   *
   * @param known what was heard a moment ago; the first look then waits its turn
   */
  watch(id: string, listener: (watched: WatchState) => void, known: Video | undefined): () => void
  /** Hears of every change that comes by event or from another tab; keeps the stream open meanwhile. */
  subscribeAll(listener: (news: VideoEvent) => void): () => void
  /** Tells the other tabs of what was done here. */
  broadcast(news: VideoEvent): void
  /** Goes on hearing of running jobs while the page is hidden; returns its end. */
  watchWhileHidden(): () => void
  /**
   * Asks the server for its capabilities, unless there is an answer of at most this age; one request for all who ask at the same time.
   *
   * @param oldest in milliseconds
   * @param told what counts until then, where nothing is known yet
   */
  capabilities(oldest: number, told?: Capabilities): Promise<Capabilities>
  /** Hears when the videos turn out to be another viewer's than before. */
  onViewerChange(listener: (viewer: string) => void): () => void
}

const aMinute = 60_000
const freshFor = 1_000
const remembered = 100

export function createVideoFeed(videos: WatchableVideos, environment: Environment): VideoFeed {
  const watches = new Map<string, VideoWatch>()
  const eventListeners = new Set<(news: VideoEvent) => void>()
  const viewerListeners = new Set<(viewer: string) => void>()
  // What other tabs want watched, by tab.
  const asks = new Map<string, readonly string[]>()
  // What was heard lately, for a job whose watch begins after its news came.
  const recent = new Map<string, Video>()
  const tab = `${environment.now()} ${environment.random()}`
  let informed = 0
  let isArranging = false
  let stopListening: (() => void) | undefined
  let leader: TabLeader | undefined
  let scope: string | undefined
  let viewerNow: string | undefined
  let asked = ''

  const viewer = createViewer({
    ask: async () => {
      if (videos.capabilities) return videos.capabilities()
      throw new VideoError('This server tells no capabilities.', { code: 'unsupported' })
    },
    environment,
    onChange() {
      const next = viewer.capabilities()?.viewer
      const isOther = viewerNow !== undefined && next !== viewerNow
      viewerNow = next
      if (isOther && next !== undefined) {
        stream?.want(false)
        forget()
        for (const listener of viewerListeners) listener(next)
      }
      arrangeSoon()
    },
  })

  const stream: LiveStream | undefined =
    videos.events &&
    createLiveStream({
      events: videos.events.bind(videos),
      environment,
      onEvent(news, cursor) {
        applyEvent(news)
        leader?.post({ type: 'news', news, cursor })
      },
      onChange() {
        if (!stream?.isLive()) freshen()
        arrange()
      },
    })

  const arrangeSoon = (): void => {
    // StrictMode and a list of cards end and begin many watches in one go: they are arranged as one.
    if (isArranging) return
    isArranging = true
    queueMicrotask(() => {
      isArranging = false
      arrange()
    })
  }

  const arrange = (): void => {
    // A page that needs nothing itself any more leaves the lead to those that do.
    if (eventListeners.size === 0 && ![...watches.values()].some(({ listeners }) => listeners.size > 0)) asks.clear()
    prune()
    if (watches.size === 0 && eventListeners.size === 0) return close()
    if (!stopListening) {
      stopListening = environment.onChange(onEnvironmentChange)
      viewer.check()
    }
    const isRunning = [...watches.values()].some((watch) => !watch.isOver())
    const canStream = viewer.capabilities()?.events === true
    const mayHear = environment.isVisible()
      ? isRunning || (canStream && eventListeners.size > 0)
      : isRunning && informed > 0
    joinTabs()
    leader?.want(mayHear)
    const isLeading = mayHear && (!leader || leader.isLeading())
    const isActing = isLeading && environment.isOnline()
    if (stream?.isLive() && !(isActing && canStream)) freshen()
    stream?.want(isActing && canStream)
    for (const watch of watches.values()) arrangeWatch(watch, isActing)
    if (leader && !isLeading) requestFromLeader(leader, mayHear)
  }

  const arrangeWatch = (watch: VideoWatch, isActing: boolean): void => {
    if (watch.isOver()) return
    const { video, connection } = watch.state()
    if (!isActing) watch.poll.set('off', false)
    else if (!stream?.isLive())
      watch.poll.set('on', environment.isVisible() && environment.now() - watch.updatedAt() >= freshFor)
    else watch.poll.set(!video || watch.updatedAt() < stream.liveSince() ? 'once' : 'off', !video)
    if (!environment.isOnline()) watch.setConnection('offline')
    else if (isActing && stream?.isLive()) watch.setConnection('live')
    else if (connection === 'offline' || (isActing && connection === 'live')) watch.setConnection('polling')
  }

  const onEnvironmentChange = (): void => {
    if (environment.isVisible()) viewer.check()
    // Waits begun in sight are too short for a page out of sight, and the other way round.
    for (const watch of watches.values()) watch.poll.set('off', false)
    arrange()
  }

  const joinTabs = (): void => {
    const { tabs } = environment
    const next = viewerNow === undefined ? undefined : tabScope(videos.baseURL ?? '', viewerNow)
    if (!tabs || next === scope) return
    leader?.close()
    scope = next
    asked = ''
    leader =
      next === undefined
        ? undefined
        : createTabLeader({ tabs, scope: next, isVisible: environment.isVisible, onLead, onMessage: onTabMessage })
  }

  const onLead = (): void => {
    asked = ''
    asks.clear()
    arrange()
  }

  const requestFromLeader = (of: TabLeader, mayHear: boolean): void => {
    const ids = mayHear ? [...watches].flatMap(([id, watch]) => (watch.isOver() ? [] : [id])) : []
    if (ids.join() === asked) return
    asked = ids.join()
    of.post({ type: 'ask', tab, ids })
  }

  const onTabMessage = (message: TabMessage): void => {
    if (message.type === 'lead') {
      asked = ''
      arrangeSoon()
    } else if (message.type === 'news') {
      stream?.follow(message.cursor)
      applyEvent(message.news)
    } else if (message.type === 'told') {
      const { id, video, link } = message
      const watch = watches.get(id)
      const error = deserializeError(message.error)
      if (video) applyEvent({ video })
      if (link === 'closed' && error) watch?.end(error)
      else if (link !== 'closed') watch?.setConnection(link, error)
    } else if (message.type === 'ask' && leader?.isLeading()) {
      asks.set(message.tab, message.ids)
      for (const id of message.ids) {
        const watch = watches.get(id)
        if (watch) leader.post(tell(id, watch.state()))
        else startWatch(id, undefined)
      }
      arrangeSoon()
    }
  }

  const applyEvent = (news: VideoEvent): void => {
    if ('video' in news) {
      const { video } = news
      recent.delete(video.id)
      recent.set(video.id, video)
      for (const oldest of recent.keys()) if (recent.size > remembered) recent.delete(oldest)
      watches.get(video.id)?.apply(video)
    } else watches.get(news.deleted)?.end(deleted(news.deleted))
    for (const listener of eventListeners) listener(news)
  }

  const startWatch = (id: string, known: Video | undefined): VideoWatch => {
    const watch = createVideoWatch({
      known,
      environment,
      poll: createPoll({
        videos,
        environment,
        id,
        known: () => watch.state().video,
        expected: (video) => {
          const median = durationOf(video, modelOf(video)?.durations)?.median
          return median === undefined ? undefined : median * 1_000
        },
        floor: () => (environment.isVisible() ? 0 : aMinute),
        onAnswer: (video) => {
          watch.apply(video)
          for (const listener of eventListeners) listener({ video })
        },
        onFailure: (error) => watch.fail(error),
      }),
      onChange(state) {
        if (leader?.isLeading()) leader.post(tell(id, state))
        if (watch.isOver()) arrangeSoon()
      },
    })
    watches.set(id, watch)
    return watch
  }

  const modelOf = (video: Video) => viewer.capabilities()?.models.find(({ id }) => id === video.model)

  const prune = (): void => {
    const wanted = new Set([...asks.values()].flat())
    for (const [id, watch] of watches) {
      if (watch.listeners.size > 0 || wanted.has(id)) continue
      watch.poll.close()
      watches.delete(id)
    }
  }

  const freshen = (): void => {
    for (const watch of watches.values()) {
      if (watch.state().video && watch.updatedAt() >= (stream?.liveSince() ?? 0)) watch.markFresh()
    }
  }

  const forget = (): void => {
    stream?.reset()
    recent.clear()
    asks.clear()
  }

  const close = (): void => {
    stream?.want(false)
    forget()
    if (asked) leader?.post({ type: 'ask', tab, ids: [] })
    leader?.close()
    leader = undefined
    scope = undefined
    asked = ''
    stopListening?.()
    stopListening = undefined
    viewer.close()
  }

  return {
    watch(id, listener, known) {
      const latest = recent.get(id) ?? known
      const watch = watches.get(id) ?? startWatch(id, latest)
      // A watch that has ended is asked again by whoever comes anew.
      const current = watch.isOver() ? startWatch(id, latest) : watch
      current.listeners.add(listener)
      arrangeSoon()
      return () => {
        current.listeners.delete(listener)
        arrangeSoon()
      }
    },
    subscribeAll(listener) {
      eventListeners.add(listener)
      arrangeSoon()
      return () => {
        eventListeners.delete(listener)
        arrangeSoon()
      }
    },
    broadcast(news) {
      if ('video' in news) recent.set(news.video.id, news.video)
      leader?.post({ type: 'news', news, cursor: undefined })
    },
    watchWhileHidden() {
      informed += 1
      arrangeSoon()
      return () => {
        informed -= 1
        arrangeSoon()
      }
    },
    capabilities: viewer.ask,
    onViewerChange(listener) {
      viewerListeners.add(listener)
      return () => viewerListeners.delete(listener)
    },
  }
}

const deleted = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so there is nothing left to watch.`, { code: 'not_found' })
