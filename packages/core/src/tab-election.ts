import type { TabMessage } from './tab-message'
import { readTabMessage } from './tab-message'
import type { Tabs } from './environment'

/** This tab's part in the leader election among the tabs of one viewer, and their message channel. */
export interface TabElection {
  isLeading(): boolean
  /** Joins the election as a candidate, or leaves it and resigns the leadership. */
  setCandidate(isCandidate: boolean): void
  post(message: TabMessage): void
  close(): void
}

/** Options of the leader election. */
export interface TabElectionOptions {
  tabs: Tabs
  /** Name of the lock and the channel. */
  scope: string
  isVisible(): boolean
  /** Called when this tab becomes the leader. */
  onElected(): void
  onMessage(message: TabMessage): void
}

/**
 * Opens the leader election: one tab leads at a time, and a hidden leader resigns as soon as a visible tab claims
 * leadership.
 */
export function createTabElection({ tabs, scope, isVisible, onElected, onMessage }: TabElectionOptions): TabElection {
  let releaseLock: (() => void) | undefined
  let isLeading = false

  const channel = tabs.openChannel(scope, (data) => {
    const message = readTabMessage(data)
    if (message?.type === 'claim') {
      if (!isLeading || isVisible()) return
      resign()
      requestLeadership()
    } else if (message) {
      // A hidden tab was first in the queue: a visible tab claims leadership.
      if (message.type === 'elected' && !message.isVisible && releaseLock && isVisible()) channel.post(claim)
      onMessage(message)
    }
  })

  const requestLeadership = (): void => {
    releaseLock = tabs.lock(scope, () => {
      isLeading = true
      channel.post({ type: 'elected', isVisible: isVisible() } satisfies TabMessage)
      onElected()
    })
    if (isVisible()) channel.post(claim)
  }

  const resign = (): void => {
    releaseLock?.()
    releaseLock = undefined
    isLeading = false
  }

  return {
    isLeading: () => isLeading,
    setCandidate(isCandidate) {
      if (!isCandidate) resign()
      else if (!releaseLock) requestLeadership()
    },
    post: (message) => channel.post(message),
    close() {
      resign()
      channel.close()
    },
  }
}

const claim: TabMessage = { type: 'claim' }
