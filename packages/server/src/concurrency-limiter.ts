/** How many tasks may run at once. */
export interface ConcurrencyLimits {
  /** Per owner, so that an owner with a slow upstream does not block the others. */
  each: number
  /** Of all owners together. */
  all: number
}

/**
 * Limits concurrency per owner and in total. The other tasks wait in a queue; the oldest one whose owner has a free
 * slot runs next.
 */
export function createConcurrencyLimiter({
  each,
  all,
}: ConcurrencyLimits): <Result>(owner: string, work: () => Promise<Result>) => Promise<Result> {
  const queue: { owner: string; enter: () => void }[] = []
  /** The owner of each running task. */
  const running: string[] = []
  const hasSlot = (owner: string): boolean =>
    running.length < all && running.filter((other) => other === owner).length < each

  return async (owner, work) => {
    if (hasSlot(owner)) running.push(owner)
    else await new Promise<void>((enter) => queue.push({ owner, enter }))
    try {
      return await work()
    } finally {
      running.splice(running.indexOf(owner), 1)
      // Exactly one slot became free. The next task takes it here, synchronously, before a new caller can.
      const next = queue.findIndex((task) => hasSlot(task.owner))
      for (const task of next < 0 ? [] : queue.splice(next, 1)) {
        running.push(task.owner)
        task.enter()
      }
    }
  }
}
