/** How many pieces of work may run at once. */
export interface ConcurrencyLimits {
  /** Of one owner, so that one whose far end is slow does not hold up the others. */
  each: number
  /** Of all owners together. */
  all: number
}

/** Lets so many pieces of work run at once; the others wait their turn, longest first. */
export function createConcurrencyLimiter({
  each,
  all,
}: ConcurrencyLimits): <Result>(owner: string, work: () => Promise<Result>) => Promise<Result> {
  const waiting: { owner: string; enter: () => void }[] = []
  /** The owner of each piece of work that runs. */
  const running: string[] = []
  const hasSlot = (owner: string): boolean =>
    running.length < all && running.filter((other) => other === owner).length < each

  return async (owner, work) => {
    if (hasSlot(owner)) running.push(owner)
    else await new Promise<void>((enter) => waiting.push({ owner, enter }))
    try {
      return await work()
    } finally {
      running.splice(running.indexOf(owner), 1)
      // One place became free, so one of them at most may have it, and takes it before anybody else can come.
      const next = waiting.findIndex((one) => hasSlot(one.owner))
      for (const one of next < 0 ? [] : waiting.splice(next, 1)) {
        running.push(one.owner)
        one.enter()
      }
    }
  }
}
