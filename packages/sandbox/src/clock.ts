/** The clock of the sandbox: it schedules everything the sandbox does. */
export interface Clock {
  /** Unix seconds, with a fraction. */
  now(): number
  /** Schedules a task; returns a function that cancels it. */
  at(time: number, task: () => void | Promise<void>): () => void
  /** Cancels every task. */
  close(): void
}

/** A virtual clock that only moves when a test advances it. */
export interface ManualClock extends Clock {
  /** Advances the clock by a number of seconds; resolves when all tasks due by then have run, in the order of their times. */
  advance(seconds: number): Promise<void>
}

interface Entry {
  time: number
  task: () => void | Promise<void>
}

/** Start of a manual clock, in Unix seconds; the same in every run, so that recorded responses compare equal. */
const manualEpoch = 1_790_000_000

/** @param startsAt Unix seconds. @default 1_790_000_000 */
export function manualClock(startsAt = manualEpoch): ManualClock {
  const entries = new Set<Entry>()
  let now = startsAt
  let advancing: Promise<void> = Promise.resolve()

  const earliest = () => {
    let found: Entry | undefined
    for (const entry of entries) if (!found || entry.time < found.time) found = entry
    return found
  }

  const run = async (seconds: number) => {
    const target = now + seconds
    for (let entry = earliest(); entry && entry.time <= target; entry = earliest()) {
      entries.delete(entry)
      now = Math.max(now, entry.time)
      await entry.task()
    }
    now = target
  }

  return {
    now: () => now,
    at(time, task) {
      const entry = { time, task }
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    close: () => entries.clear(),
    advance(seconds) {
      if (!(seconds >= 0)) throw new RangeError(`The clock cannot be advanced by ${seconds} seconds: pass 0 or more.`)
      advancing = advancing.then(() => run(seconds))
      return advancing
    },
  }
}

// Longer delays overflow setTimeout and fire immediately.
const longestTimer = 2_147_483_647

/** The system clock. */
export function systemClock(): Clock {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const now = () => Date.now() / 1000
  return {
    now,
    at(time, task) {
      const wait = Math.min(Math.max(0, (time - now()) * 1000), longestTimer)
      const timer = setTimeout(() => {
        timers.delete(timer)
        void task()
      }, wait)
      timers.add(timer)
      return () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
