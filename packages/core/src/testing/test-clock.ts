import { webcrypto } from 'node:crypto'

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
  /** How many requests were started. */
  startedRequests(): number
  /** Wraps a fetch function so that `flush` waits for its requests. No response comes in the same turn, as from a network. */
  watchFetch<Arguments extends unknown[]>(
    fetch: (...call: Arguments) => Promise<Response>,
  ): (...call: Arguments) => Promise<Response>
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Waits for a task of the thread pool behind those that wait: the server and the client hash there, and on a busy machine the
 * event loop turns hundreds of times before a thread has run.
 */
const nextTaskOfThreads = () => webcrypto.subtle.digest('SHA-256', new Uint8Array(1))
const turnsPerTask = 30

// More than `act` waits for by itself, so that a test that relies on that fails on every machine.
const networkTurns = 4

/** @param startsAt Unix time in seconds */
export function createTestClock(startsAt = 1_790_000_000): TestClock {
  const timers = new Set<{ due: number; run: () => void }>()
  let now = startsAt * 1_000
  let pendingRequests = 0
  let startedRequests = 0

  const flush = async (): Promise<void> => {
    // The number of turns is limited, so that a request without a response cannot block forever.
    for (let idleTurns = 0, turns = 0; idleTurns < 6 && turns < 300; idleTurns += 1, turns += 1) {
      await nextTurn()
      if (pendingRequests === 0) continue
      idleTurns = 0
      if (turns % turnsPerTask === turnsPerTask - 1) await nextTaskOfThreads()
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
    startedRequests: () => startedRequests,
    watchFetch:
      (fetch) =>
      async (...call) => {
        pendingRequests += 1
        startedRequests += 1
        try {
          const response = await fetch(...call)
          for (let turn = 0; turn < networkTurns; turn += 1) await nextTurn()
          return response
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
