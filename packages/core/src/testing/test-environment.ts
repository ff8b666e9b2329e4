import type { Tabs, Environment } from '@dailies/core'
import type { TestClock } from './test-clock'
import { createTestClock } from './test-clock'

/**
 * An environment whose clock, visibility and network status a test controls. It counts resources that were not
 * released.
 */
export interface TestEnvironment extends Environment, Omit<TestClock, 'now' | 'setTimer'> {
  setVisible(isVisible: boolean): void
  setOnline(isOnline: boolean): void
  /** Active timers and listeners, and open channels and locks (`shared`). */
  readonly leftovers: { timers: number; listeners: number; shared: number }
}

/** Creates the environment of one tab. Without `tabs` it has no other tabs. */
export function createTestEnvironment(
  clock = createTestClock(),
  tabs?: (count: (by: 1 | -1) => void) => Tabs,
): TestEnvironment {
  const listeners = new Set<() => void>()
  let timers = 0
  let shared = 0
  let isVisible = true
  let isOnline = true
  const notify = (): void => {
    for (const listener of listeners) listener()
  }

  return {
    ...clock,
    random: () => 0.5,
    setTimer(delayMs, run) {
      let isActive = true
      timers += 1
      const release = (): void => {
        if (isActive) timers -= 1
        isActive = false
      }
      const cancel = clock.setTimer(delayMs, () => {
        release()
        run()
      })
      return () => {
        release()
        cancel()
      }
    },
    isVisible: () => isVisible,
    isOnline: () => isOnline,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tabs: tabs?.((by) => {
      shared += by
    }),
    setVisible(next) {
      isVisible = next
      notify()
    },
    setOnline(next) {
      isOnline = next
      notify()
    },
    get leftovers() {
      return { timers, listeners: listeners.size, shared }
    },
  }
}
