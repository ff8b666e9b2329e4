import type { Environment } from './environment'
import type { TabElection } from './tab-election'
import { createTabElection } from './tab-election'
import type { TabMessage } from './tab-message'
import { deserializeError, serializeError, tabScope } from './tab-message'
import type { VideoError } from './video-error'
import type { ConnectionStatus, VideoEvent, WatchState } from './watch-state'

/**
 * The tabs of one viewer in one browser. One of them leads and requests updates from the server; the others tell it
 * which jobs they need, and receive what it learns.
 */
export interface TabGroup {
  /** Joins the tabs of this viewer; undefined while the viewer is not known. */
  join(viewer: string | undefined): void
  /** Whether this tab requests updates itself. Also true where tabs cannot find each other. */
  isLeading(): boolean
  /** Joins the election as a candidate, or leaves it and resigns the leadership. */
  setCandidate(isCandidate: boolean): void
  /** Tells the leader the complete list of jobs that this tab needs. */
  subscribeTo(ids: readonly string[]): void
  /** The jobs that other tabs need from this one. */
  subscribedIds(): ReadonlySet<string>
  /** Forgets what other tabs need. */
  clearSubscriptions(): void
  /** Tells the other tabs about a change. */
  publishEvent(event: VideoEvent, lastEventId?: string): void
  /** Tells the other tabs that events were missed. */
  publishMissed(): void
  /** As the leader, tells the other tabs how the updates of a job arrive. */
  publishConnection(id: string, state: WatchState): void
  leave(): void
}

/** Dependencies and callbacks of a tab group. */
export interface TabGroupOptions {
  environment: Environment
  /** Base URL of the server; tabs of different servers are different groups. */
  baseURL: string
  /** The state that a tab receives when it subscribes to a job. */
  stateOf(id: string): WatchState
  onEvent(event: VideoEvent, lastEventId: string | undefined): void
  /** Called when another tab missed events. */
  onMissed(): void
  onConnection(id: string, connection: ConnectionStatus, error: VideoError | undefined): void
  /** Called when this tab became the leader. */
  onElected(): void
  /** Called when another tab became the leader, or subscribes to other jobs. */
  onChange(): void
}

export function createTabGroup({
  environment,
  baseURL,
  stateOf,
  onEvent,
  onMissed,
  onConnection,
  onElected,
  onChange,
}: TabGroupOptions): TabGroup {
  const tabId = `${environment.now()} ${environment.random()}`
  // The ids that other tabs subscribe to, by tab.
  const subscriptions = new Map<string, readonly string[]>()
  let election: TabElection | undefined
  let scope: string | undefined
  // The ids whose updates this tab requested from the leader, joined by commas.
  let requestedIds = ''

  const publishEvent: TabGroup['publishEvent'] = (event, lastEventId) =>
    election?.post({ type: 'event', event, lastEventId })

  const publishConnection: TabGroup['publishConnection'] = (id, { connection, error }) => {
    if (election?.isLeading()) election.post({ type: 'connection', id, connection, error: serializeError(error) })
  }

  const onMessage = (message: TabMessage): void => {
    if (message.type === 'event') onEvent(message.event, message.lastEventId)
    else if (message.type === 'missed') onMissed()
    else if (message.type === 'connection')
      onConnection(message.id, message.connection, deserializeError(message.error))
    else if (message.type === 'elected') {
      requestedIds = ''
      onChange()
    } else if (message.type === 'subscribe' && election?.isLeading()) {
      subscriptions.set(message.tabId, message.ids)
      for (const id of message.ids) {
        const state = stateOf(id)
        if (state.video) publishEvent({ video: state.video })
        publishConnection(id, state)
      }
      onChange()
    }
  }

  return {
    join(viewer) {
      const { tabs } = environment
      const next = viewer === undefined ? undefined : tabScope(baseURL, viewer)
      if (!tabs || next === scope) return
      election?.close()
      scope = next
      requestedIds = ''
      election =
        next === undefined
          ? undefined
          : createTabElection({
              tabs,
              scope: next,
              isVisible: environment.isVisible,
              onMessage,
              onElected() {
                requestedIds = ''
                subscriptions.clear()
                onElected()
              },
            })
    },
    isLeading: () => !election || election.isLeading(),
    setCandidate: (isCandidate) => election?.setCandidate(isCandidate),
    subscribeTo(ids) {
      if (!election || ids.join() === requestedIds) return
      requestedIds = ids.join()
      election.post({ type: 'subscribe', tabId, ids })
    },
    subscribedIds: () => new Set([...subscriptions.values()].flat()),
    clearSubscriptions: () => subscriptions.clear(),
    publishEvent,
    publishMissed: () => election?.post({ type: 'missed' }),
    publishConnection,
    leave() {
      if (requestedIds) election?.post({ type: 'subscribe', tabId, ids: [] })
      election?.close()
      election = undefined
      scope = undefined
      requestedIds = ''
      subscriptions.clear()
    },
  }
}
