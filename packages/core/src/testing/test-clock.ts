/** A clock that a test turns by hand, and what is due by it. */
export interface TestClock {
  /** Unix time in milliseconds. */
  now(): number
  /** Runs once, after a wait in milliseconds; returns its cancellation. */
  after(wait: number, run: () => void): () => void
  /** Turns the clock, running each timer when it is due; `also` turns what else has a clock by the same seconds. */
  advance(seconds: number, also?: (seconds: number) => Promise<void>): Promise<void>
  /** Resolves when every request is answered and its answer has been taken in. */
  flush(): Promise<void>
  /** Wraps a fetch so that `settle` can wait for it. */
  watchFetch<Arguments extends unknown[]>(
    fetch: (...call: Arguments) => Promise<Response>,
  ): (...call: Arguments) => Promise<Response>
}

/** @param startsAt Unix time in seconds */
export function createTestClock(startsAt = 1_790_000_000): TestClock {
  const timers = new Set<{ due: number; run: () => void }>()
  let now = startsAt * 1_000
  let underWay = 0

  const flush = async (): Promise<void> => {
    // A request that is never answered is waited for no longer than the slowest that is.
    for (let quiet = 0, turns = 0; quiet < 6 && turns < 300; quiet += 1, turns += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (underWay > 0) quiet = 0
    }
  }

  const turnTo = async (next: number, also: ((seconds: number) => Promise<void>) | undefined): Promise<void> => {
    const seconds = (next - now) / 1_000
    now = next
    if (seconds > 0) await also?.(seconds)
  }

  return {
    now: () => now,
    after(wait, run) {
      const timer = { due: now + wait, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    flush,
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
      await flush()
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)
        if (!next) break
        await turnTo(Math.max(now, next.due), also)
        if (timers.delete(next)) next.run()
        await flush()
      }
      await turnTo(end, also)
      await flush()
    },
  }
}
