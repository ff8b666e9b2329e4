/** How many tasks may run at once. */
export interface ConcurrencyLimits {
  /** Per owner, so that an owner with a slow upstream does not block the others. @default Infinity */
  each?: number
  /** Of all owners together, in this process. @default Infinity */
  all?: number
}

/** What a limiter has room for. */
interface Capacity {
  /** This many tasks may start at once, whoever's they are, except those of `fullOwners`. */
  limit: number
  /** The owners whose slots are all taken. */
  fullOwners: string[]
}

/** A concurrency limiter (semaphore) with a limit per owner and one in total. */
export interface ConcurrencyLimiter {
  /** Runs work with a slot. Waits in a queue for one; the oldest task whose owner has a free slot runs next. */
  run<Result>(owner: string, work: () => Promise<Result>): Promise<Result>
  /** Takes a slot, and waits in the queue for one. Resolves with the function that releases it. */
  acquire(owner: string): Promise<() => void>
  /**
   * Takes a slot without waiting. Returns the function that releases it, or the name of the limit that is reached.
   */
  tryAcquire(owner: string): (() => void) | 'each' | 'all'
  /** What may start now. */
  capacity(): Capacity
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

  const enqueue = (owner: string): Promise<void> => new Promise((enter) => queue.push({ owner, enter }))

  return {
    acquire: async (owner) => {
      if (reachedLimit(owner) === undefined) take(owner)
      else await enqueue(owner)
      return () => release(owner)
    },
    run: async (owner, work) => {
      // Starts at once if a slot is free.
      if (reachedLimit(owner) === undefined) take(owner)
      else await enqueue(owner)
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
    capacity: () => {
      const owners = [...takenByOwner]
      const most = Math.max(0, ...owners.map(([, count]) => count).filter((count) => count < each))
      return {
        limit: Math.min(all - taken, each - most),
        fullOwners: owners.flatMap(([owner, count]) => (count >= each ? [owner] : [])),
      }
    },
  }
}
