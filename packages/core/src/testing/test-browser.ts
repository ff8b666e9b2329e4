import type { Tabs } from '@dailies/core'
import type { TestClock } from './test-clock'
import { createTestClock } from './test-clock'
import type { TestEnvironment } from './test-environment'
import { createTestEnvironment } from './test-environment'

/** A fake browser: tabs that share a clock, locks and channels. */
export interface TestBrowser {
  clock: TestClock
  openTab(): TestEnvironment
}

interface LockRequest {
  onResult: (isGranted: boolean) => void
}

export function createTestBrowser(): TestBrowser {
  const clock = createTestClock()
  const queues = new Map<string, LockRequest[]>()
  const channels = new Map<string, Set<(message: unknown) => void>>()

  const grant = (name: string, request: LockRequest | undefined): void => {
    // Web Locks are granted in a separate task.
    setImmediate(() => {
      if (request && queues.get(name)?.[0] === request) request.onResult(true)
    })
  }

  const tabsOf = (count: (by: 1 | -1) => void): Tabs => ({
    lock(name, onResult) {
      const request: LockRequest = { onResult }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(request)
      count(1)
      if (queue[0] === request) grant(name, request)
      return () => {
        const position = queue.indexOf(request)
        if (position === -1) return
        count(-1)
        queue.splice(position, 1)
        if (position === 0) grant(name, queue[0])
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
