import type { Tabs, Environment } from '@dailies/core'
import type { TestClock } from './test-clock'
import { createTestClock } from './test-clock'

/** A place whose clock, visibility and connection a test turns by hand, and which counts what is left behind. */
export interface TestEnvironment extends Environment, Omit<TestClock, 'now' | 'after'> {
  setVisible(isVisible: boolean): void
  setOnline(isOnline: boolean): void
  /** Timers, listeners, channels and locks that are still there. */
  readonly leftovers: { timers: number; listeners: number; shared: number }
}

/** One tab. Without `tabs` it is the only one. */
export function createTestEnvironment(clock = createTestClock(), tabs?: (count: (by: 1 | -1) => void) => Tabs): TestEnvironment {
  const listeners = new Set<() => void>()
  let timers = 0
  let shared = 0
  let isVisible = true
  let isOnline = true
  const tell = (): void => {
    for (const listener of listeners) listener()
  }

  return {
    ...clock,
    random: () => 0.5,
    after(wait, run) {
      let isThere = true
      timers += 1
      const gone = (): void => {
        if (isThere) timers -= 1
        isThere = false
      }
      const cancel = clock.after(wait, () => {
        gone()
        run()
      })
      return () => {
        gone()
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
      tell()
    },
    setOnline(next) {
      isOnline = next
      tell()
    },
    get leftovers() {
      return { timers, listeners: listeners.size, shared }
    },
  }
}
