import { chance } from '../chance'
import type { Fault, FaultTarget } from './fault'
import { appliesTo } from './fault'

/** The faults of a sandbox. The same faults, seed and order of requests strike at the same places in every run. */
export interface Faults {
  /** Those that are set, in the order they were added. */
  list(): readonly Fault[]
  /** Adds some; each counts its own requests from now on. */
  add(...faults: Fault[]): void
  /** Clears them all. */
  clear(): void
  /** Those that strike this request or delivery; each call counts as one. */
  strike(place: FaultTarget): Fault[]
}

export function createFaults(seed: number, initial: readonly Fault[]): Faults {
  let rules: { fault: Fault; number: number; seen: number; struck: number }[] = []
  let added = 0

  const add = (...faults: Fault[]) => {
    for (const fault of faults) rules.push({ fault, number: (added += 1), seen: 0, struck: 0 })
  }
  add(...initial)

  return {
    list: () => rules.map(({ fault }) => fault),
    add,
    clear() {
      rules = []
    },
    strike: (place) =>
      rules.flatMap((rule) => {
        if (!appliesTo(rule.fault, place)) return []
        const { after = 0, times = Infinity, chance: share = 1 } = rule.fault
        rule.seen += 1
        if (rule.seen <= after || rule.struck >= times) return []
        if (chance(seed, `fault/${rule.number}`, rule.seen) >= share) return []
        rule.struck += 1
        return [rule.fault]
      }),
  }
}
