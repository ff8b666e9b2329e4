import type { TabMessage } from './tab-message'
import { readTabMessage } from './tab-message'
import type { Tabs } from './environment'

/** The lead among the tabs of one viewer, and their line to each other. */
export interface TabLeader {
  isLeading(): boolean
  /** Queues for the lead, or gives it up. */
  want(isWanted: boolean): void
  post(message: TabMessage): void
  close(): void
}

/** What a tab brings to the lead. */
export interface TabLeaderOptions {
  tabs: Tabs
  /** Name of lock and channel. */
  scope: string
  isVisible(): boolean
  /** This tab leads now. */
  onLead(): void
  onMessage(message: TabMessage): void
}

/** Joins the other tabs. One leads at a time; a hidden leader gives way to a visible tab at once. */
export function createTabLeader({ tabs, scope, isVisible, onLead, onMessage }: TabLeaderOptions): TabLeader {
  let leave: (() => void) | undefined
  let isLeading = false

  const channel = tabs.openChannel(scope, (posted) => {
    const message = readTabMessage(posted)
    if (message?.type === 'claim') {
      if (!isLeading || isVisible()) return
      giveUp()
      queue()
    } else if (message) {
      // A hidden tab came first in the queue; one that can be seen says so.
      if (message.type === 'lead' && !message.isVisible && leave && isVisible()) channel.post(claim)
      onMessage(message)
    }
  })

  const queue = (): void => {
    leave = tabs.lock(scope, () => {
      isLeading = true
      channel.post({ type: 'lead', isVisible: isVisible() } satisfies TabMessage)
      onLead()
    })
    if (isVisible()) channel.post(claim)
  }

  const giveUp = (): void => {
    leave?.()
    leave = undefined
    isLeading = false
  }

  return {
    isLeading: () => isLeading,
    want(isWanted) {
      if (!isWanted) giveUp()
      else if (!leave) queue()
    },
    post: (message) => channel.post(message),
    close() {
      giveUp()
      channel.close()
    },
  }
}

const claim: TabMessage = { type: 'claim' }
