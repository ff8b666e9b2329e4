/** How many tasks may run at once. */
export interface ConcurrencyLimits {
  /** Per owner, so that an owner with a slow upstream does not block the others. @default Infinity */
  each?: number
  /** Of all owners together, in this process. @default Infinity */
  all?: number
}

/** A concurrency limiter (semaphore) with a limit per owner and one in total. */
export interface ConcurrencyLimiter {
  /** Runs work with a slot. Waits in a queue for one; the oldest task whose owner has a free slot runs next. */
  run<Result>(owner: string, work: () => Promise<Result>): Promise<Result>
  /**
   * Takes a slot without waiting. Returns the function that releases it, or the name of the limit that is reached.
   */
  tryAcquire(owner: string): (() => void) | 'each' | 'all'
  /** How many slots are free in total. */
  readonly free: number
}

export function createConcurrencyLimiter({ each = Infinity, all = Infinity }: ConcurrencyLimits): ConcurrencyLimiter {
  const queue: { owner: string; enter: () => void }[] = []
  const takenByOwner = new Map<string, number>()
  let taken = 0

  const reachedLimit = (owner: string): 'each' | 'all' | undefined =>
    (takenByOwner.get(owner) ?? 0) >= each ? 'each' : taken >= all ? 'all' : undefined

  const take = (owner: string): void => {
    takenByOwner.set(owner, (takenByOwner.get(owner) ?? 0) + 1)
    taken += 1
  }

  const release = (owner: string): void => {
    const remaining = (takenByOwner.get(owner) ?? 1) - 1
    if (remaining > 0) takenByOwner.set(owner, remaining)
    else takenByOwner.delete(owner)
    taken -= 1
    // Exactly one slot became free. The next task takes it here, synchronously, before a new caller can.
    const next = queue.findIndex((task) => reachedLimit(task.owner) === undefined)
    for (const task of next < 0 ? [] : queue.splice(next, 1)) {
      take(task.owner)
      task.enter()
    }
  }

  return {
    run: async (owner, work) => {
      if (reachedLimit(owner) === undefined) take(owner)
      else await new Promise<void>((enter) => queue.push({ owner, enter }))
      try {
        return await work()
      } finally {
        release(owner)
      }
    },
    tryAcquire: (owner) => {
      const limit = reachedLimit(owner)
      if (limit) return limit
      take(owner)
      return () => release(owner)
    },
    get free() {
      return all - taken
    },
  }
}
