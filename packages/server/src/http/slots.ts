import { VideoError } from '@dailies/core'

/** Limits of concurrent requests. */
interface SlotRules {
  /** Per owner. */
  each: number
  /** Of all owners together, in this process. @default Infinity */
  all?: number
  /** The error message if the owner's slots are all taken. */
  tooMany(taken: number): string
  /** The error message if all slots of the process are taken. @default '' */
  tooBusy?: string
}

const retryAfterSeconds = 5

/**
 * A semaphore that limits concurrent requests whose bodies are held in memory, per owner and in total. `acquire`
 * returns the function that releases the slot.
 *
 * @throws VideoError `rate_limited`, `overloaded` from `acquire`
 */
export function createSlots({ each, all = Infinity, tooMany, tooBusy = '' }: SlotRules) {
  const taken = new Map<string, number>()
  let total = 0
  return {
    acquire(owner: string): () => void {
      const own = taken.get(owner) ?? 0
      if (own >= each) throw new VideoError(tooMany(own), { code: 'rate_limited', retryAfter: retryAfterSeconds })
      if (total >= all) throw new VideoError(tooBusy, { code: 'overloaded', retryAfter: retryAfterSeconds })
      taken.set(owner, own + 1)
      total += 1
      return () => {
        const remaining = (taken.get(owner) ?? 1) - 1
        if (remaining > 0) taken.set(owner, remaining)
        else taken.delete(owner)
        total -= 1
      }
    },
  }
}
