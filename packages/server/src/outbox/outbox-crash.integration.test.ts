import { expect, it } from 'vitest'
import { runOutboxChaos } from '../testing/chaos/run-outbox-chaos'
import { hasPostgres } from '../testing/postgres-cluster'

// The same with 200 kills and pauses is a part of `test:chaos`.
it.skipIf(!hasPostgres)(
  'two instances that are killed and paused lose no call of onSettled',
  async () => {
    const { kills, pauses, videos, answered, lost } = await runOutboxChaos({ seed: 3, disruptions: 4 })
    expect(kills).toBeGreaterThan(0)
    expect(pauses).toBeGreaterThan(0)
    expect(videos).toBeGreaterThan(5)
    expect(answered).toBeGreaterThanOrEqual(videos)
    expect(lost).toEqual([])
  },
  90_000,
)
