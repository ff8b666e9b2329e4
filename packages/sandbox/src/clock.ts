/** The sandbox's time: everything that happens in it happens by this clock. */
export interface Clock {
  /** Unix seconds, with a fraction. */
  now(): number
  /** Runs the task once that time has come; the answer takes it off the list again. */
  at(time: number, task: () => void | Promise<void>): () => void
  /** Takes every task off the list. */
  close(): void
}

/** A clock that stands still until a test turns it. */
export interface ManualClock extends Clock {
  /** Turns the clock by so many seconds; resolves once everything due on the way is done, in the order in which it was due. */
  advance(seconds: number): Promise<void>
}

interface Entry {
  time: number
  task: () => void | Promise<void>
}

/** Where a manual clock starts, in Unix seconds: the same in every run, so that recorded answers compare. */
const manualEpoch = 1_790_000_000

/** @param startsAt Unix seconds. @default 1_790_000_000 */
export function manualClock(startsAt = manualEpoch): ManualClock {
  const entries = new Set<Entry>()
  let now = startsAt
  let turning: Promise<void> = Promise.resolve()

  const earliest = () => {
    let found: Entry | undefined
    for (const entry of entries) if (!found || entry.time < found.time) found = entry
    return found
  }

  const turn = async (seconds: number) => {
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
      if (!(seconds >= 0)) throw new RangeError(`Time cannot be turned by ${seconds} seconds: give 0 or more.`)
      turning = turning.then(() => turn(seconds))
      return turning
    },
  }
}

// Longer waits overflow the timers of every engine and fire at once.
const longestTimer = 2_147_483_647

/** The machine's own clock. */
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
