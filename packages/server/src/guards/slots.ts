import { VideoError } from '@dailies/core'

/** How much may be under way at once. */
interface SlotRules {
  /** For one owner. */
  each: number
  /** For all of them, in this process. @default Infinity */
  all?: number
  /** What to say to an owner who has `each` under way already. */
  tooMany(underWay: number): string
  /** What to say where everybody together has too much. @default '' */
  tooBusy?: string
}

const comeBackAfter = 5

/**
 * Places for what is held in memory while it is under way. Gives a place up when its answer is called.
 * @throws VideoError `rate_limited`, `overloaded` from `take`
 */
export function createSlots({ each, all = Infinity, tooMany, tooBusy = '' }: SlotRules) {
  const taken = new Map<string, number>()
  let total = 0
  return {
    acquire(owner: string): () => void {
      const mine = taken.get(owner) ?? 0
      if (mine >= each) throw new VideoError(tooMany(mine), { code: 'rate_limited', retryAfter: comeBackAfter })
      if (total >= all) throw new VideoError(tooBusy, { code: 'overloaded', retryAfter: comeBackAfter })
      taken.set(owner, mine + 1)
      total += 1
      return () => {
        const left = (taken.get(owner) ?? 1) - 1
        if (left > 0) taken.set(owner, left)
        else taken.delete(owner)
        total -= 1
      }
    },
  }
}
