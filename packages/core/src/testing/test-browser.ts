import type { Tabs } from '@dailies/core'
import type { TestClock } from './test-clock'
import { createTestClock } from './test-clock'
import type { TestEnvironment } from './test-environment'
import { createTestEnvironment } from './test-environment'

/** A browser: tabs that share a clock, locks and channels. */
export interface TestBrowser {
  clock: TestClock
  openTab(): TestEnvironment
}

interface Waiting {
  onHeld: (isGranted: boolean) => void
}

export function createTestBrowser(): TestBrowser {
  const clock = createTestClock()
  const queues = new Map<string, Waiting[]>()
  const channels = new Map<string, Set<(message: unknown) => void>>()

  const grant = (name: string, to: Waiting | undefined): void => {
    // Web Locks grant in a task of their own.
    setImmediate(() => {
      if (to && queues.get(name)?.[0] === to) to.onHeld(true)
    })
  }

  const tabsOf = (count: (by: 1 | -1) => void): Tabs => ({
    lock(name, onHeld) {
      const waiting: Waiting = { onHeld }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(waiting)
      count(1)
      if (queue[0] === waiting) grant(name, waiting)
      return () => {
        const place = queue.indexOf(waiting)
        if (place === -1) return
        count(-1)
        queue.splice(place, 1)
        if (place === 0) grant(name, queue[0])
      }
    },
    openChannel(name, onMessage) {
      const open = channels.get(name) ?? new Set()
      channels.set(name, open)
      open.add(onMessage)
      count(1)
      return {
        post(message) {
          const copy: unknown = structuredClone(message)
          for (const other of open) {
            if (other === onMessage) continue
            setImmediate(() => open.has(other) && other(copy))
          }
        },
        close() {
          if (open.delete(onMessage)) count(-1)
        },
      }
    },
  })

  return { clock, openTab: () => createTestEnvironment(clock, tabsOf) }
}
