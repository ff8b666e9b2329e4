/** How a run is made repeatable: the same seed, length and number of keys give the same plan. */
export interface PlanOptions {
  seed: number
  /** How long creates and disruptions are spread over. */
  seconds: number
  /** How many idempotency keys are used. */
  keys: number
}

/** The two kinds of upstream, each with instances, owners and a clock of its own, over one store. */
export const groups = ['idempotent', 'searched'] as const
export type Group = (typeof groups)[number]
export const instancesPerGroup = 2

/** What one viewer does with one key. Times are milliseconds. */
export interface PlannedKey {
  at: number
  group: Group
  owner: string
  key: string
  /** Unique, so that the jobs of this key are found at the provider. */
  prompt: string
  /** Creates that are sent again although the first was answered. */
  repeats: number
  /** When the owner deletes the video. */
  deletes: 'never' | 'running' | 'reading'
}

/** Something that happens to an instance, or to the clock of a group's machines. */
export type Disruption = { at: number; group: Group } & (
  { kind: 'kill' | 'pause'; instance: number; forMs: number } | { kind: 'clock'; aheadMs: number }
)

export interface Plan {
  keys: PlannedKey[]
  disruptions: Disruption[]
}

/** Longer than a lease, so that another instance takes the jobs over. */
const pauseMs = 17_000
/**
 * How far the clocks jump. A job without an answer is searched for around the time of its create, so a clock may differ
 * from the provider's by less than two minutes there.
 */
export const maxJumpMs: Record<Group, number> = { idempotent: 1_500_000, searched: 90_000 }
const ownersPerGroup = 8

/** Pseudo-random numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export function createPlan({ seed, seconds, keys }: PlanOptions): Plan {
  const random = randomOf(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const end = seconds * 1_000
  const planned = Array.from({ length: keys }, (_, index): PlannedKey => {
    const group = groups[index % groups.length] ?? 'idempotent'
    const fate = random()
    return {
      at: Math.round((index / keys) * end),
      group,
      owner: `${group}_${below(ownersPerGroup)}`,
      key: `key-${seed}-${index}`,
      prompt: `Take ${index} of ${seed}.`,
      repeats: random() < 0.3 ? 1 + below(2) : 0,
      deletes: fate < 0.08 ? 'running' : fate < 0.2 ? 'reading' : 'never',
    }
  })
  return { keys: planned, disruptions: groups.flatMap((group) => disruptionsOf(group, end, random)) }
}

/** One disruption of a group in about two seconds. A pause lasts longer, so the other instance is killed meanwhile. */
function disruptionsOf(group: Group, end: number, random: () => number): Disruption[] {
  const disruptions: Disruption[] = []
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let at = 1_000 + below(2_000); at < end; at += 1_000 + below(2_000)) {
    const instance = below(instancesPerGroup)
    const kind = random()
    if (kind < 0.6) disruptions.push({ at, group, kind: 'kill', instance, forMs: 200 + below(3_000) })
    else if (kind < 0.72) disruptions.push({ at, group, kind: 'pause', instance, forMs: pauseMs + below(2_000) })
    else disruptions.push({ at, group, kind: 'clock', aheadMs: Math.round((2 * random() - 1) * maxJumpMs[group]) })
  }
  return disruptions
}
