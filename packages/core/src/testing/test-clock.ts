/** A fake clock with timers, advanced manually by a test. */
export interface TestClock {
  /** Current Unix time in milliseconds. */
  now(): number
  /** Timer: calls `run` once after a delay in milliseconds; returns a function that cancels it. */
  setTimer(delayMs: number, run: () => void): () => void
  /**
   * Advances the clock and runs each timer when it is due; `advanceOther` advances another clock by the same seconds.
   */
  advance(seconds: number, advanceOther?: (seconds: number) => Promise<void>): Promise<void>
  /** Resolves when every pending request has completed and its response has been processed. */
  flush(): Promise<void>
  /** Wraps a fetch function so that `flush` waits for its requests. */
  watchFetch<Arguments extends unknown[]>(
    fetch: (...call: Arguments) => Promise<Response>,
  ): (...call: Arguments) => Promise<Response>
}

/** @param startsAt Unix time in seconds */
export function createTestClock(startsAt = 1_790_000_000): TestClock {
  const timers = new Set<{ due: number; run: () => void }>()
  let now = startsAt * 1_000
  let pendingRequests = 0

  const flush = async (): Promise<void> => {
    // The number of turns is limited, so that a request without a response cannot block forever.
    for (let idleTurns = 0, turns = 0; idleTurns < 6 && turns < 300; idleTurns += 1, turns += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (pendingRequests > 0) idleTurns = 0
    }
  }

  const moveTo = async (
    next: number,
    advanceOther: ((seconds: number) => Promise<void>) | undefined,
  ): Promise<void> => {
    const seconds = (next - now) / 1_000
    now = next
    if (seconds > 0) await advanceOther?.(seconds)
  }

  return {
    now: () => now,
    setTimer(delayMs, run) {
      const timer = { due: now + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    flush,
    watchFetch:
      (fetch) =>
      async (...call) => {
        pendingRequests += 1
        try {
          return await fetch(...call)
        } finally {
          pendingRequests -= 1
        }
      },
    async advance(seconds, advanceOther) {
      const end = now + seconds * 1_000
      await flush()
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)
        if (!next) break
        await moveTo(Math.max(now, next.due), advanceOther)
        if (timers.delete(next)) next.run()
        await flush()
      }
      await moveTo(end, advanceOther)
      await flush()
    },
  }
}
