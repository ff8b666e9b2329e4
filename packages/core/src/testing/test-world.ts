import type { World } from '@dailies/core'

/** A place whose clock, visibility and connection a test turns by hand, and which counts what is left behind. */
export interface TestWorld extends World {
  /** Wraps a fetch so that `settle` can wait for it. */
  watchFetch<Arguments extends unknown[]>(
    fetch: (...call: Arguments) => Promise<Response>,
  ): (...call: Arguments) => Promise<Response>
  /** Turns the clock, running each timer when it is due; `also` turns what else has a clock by the same seconds. */
  advance(seconds: number, also?: (seconds: number) => Promise<void>): Promise<void>
  /** Resolves when every request is answered and its answer has been taken in. */
  settle(): Promise<void>
  setVisible(isVisible: boolean): void
  setOnline(isOnline: boolean): void
  /** Timers and listeners that are still there. */
  readonly leftovers: { timers: number; listeners: number }
}

interface Timer {
  due: number
  run: () => void
}

/** @param startsAt Unix time in seconds */
export function createTestWorld(startsAt = 1_790_000_000): TestWorld {
  const timers = new Set<Timer>()
  const listeners = new Set<() => void>()
  let now = startsAt * 1_000
  let isVisible = true
  let isOnline = true
  let underWay = 0

  const settle = async (): Promise<void> => {
    // A request that is never answered is waited for no longer than the slowest that is.
    for (let quiet = 0, turns = 0; quiet < 6 && turns < 300; quiet += 1, turns += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (underWay > 0) quiet = 0
    }
  }

  const turnTo = (next: number, also: ((seconds: number) => Promise<void>) | undefined): Promise<void> | undefined => {
    const seconds = (next - now) / 1_000
    now = next
    return seconds > 0 ? also?.(seconds) : undefined
  }

  return {
    now: () => now,
    random: () => 0.5,
    after(wait, run) {
      const timer = { due: now + wait, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    isVisible: () => isVisible,
    isOnline: () => isOnline,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchFetch:
      (fetch) =>
      async (...call) => {
        underWay += 1
        try {
          return await fetch(...call)
        } finally {
          underWay -= 1
        }
      },
    async advance(seconds, also) {
      const end = now + seconds * 1_000
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)
        if (!next) break
        await turnTo(Math.max(now, next.due), also)
        if (timers.delete(next)) next.run()
        await settle()
      }
      await turnTo(end, also)
      await settle()
    },
    settle,
    setVisible(next) {
      isVisible = next
      for (const listener of listeners) listener()
    },
    setOnline(next) {
      isOnline = next
      for (const listener of listeners) listener()
    },
    get leftovers() {
      return { timers: timers.size, listeners: listeners.size }
    },
  }
}
