import type { ApiName } from '../job'
import { seededRandom } from '../seeded-random'
import type { Fault, FaultTarget } from './fault'
import { appliesTo } from './fault'

/** The injected faults of a sandbox; deterministic for the same faults, seed and order of requests. */
export interface Faults {
  /** The current faults, in the order they were added. */
  list(): readonly Fault[]
  /** Adds faults; each counts requests from now on. */
  add(...faults: Fault[]): void
  /** Removes all faults. */
  clear(): void
  /** Returns the faults that apply to this request or delivery, and counts it. */
  take(target: FaultTarget, api?: ApiName): Fault[]
}

export function createFaults(seed: number, initial: readonly Fault[]): Faults {
  let rules: { fault: Fault; number: number; seen: number; applied: number }[] = []
  let added = 0

  const add = (...faults: Fault[]) => {
    for (const fault of faults) rules.push({ fault, number: (added += 1), seen: 0, applied: 0 })
  }
  add(...initial)

  return {
    list: () => rules.map(({ fault }) => fault),
    add,
    clear() {
      rules = []
    },
    take: (target, api) =>
      rules.flatMap((rule) => {
        if (!appliesTo(rule.fault, target, api)) return []
        const { after = 0, times = Infinity, chance: share = 1 } = rule.fault
        rule.seen += 1
        if (rule.seen <= after || rule.applied >= times) return []
        if (seededRandom(seed, `fault/${rule.number}`, rule.seen) >= share) return []
        rule.applied += 1
        return [rule.fault]
      }),
  }
}
