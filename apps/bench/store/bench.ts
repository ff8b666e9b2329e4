import type { Store } from '@dailies/server'
import { quantile } from '../server/measurement'
import type { Measurement } from '../server/measurement'
import { report } from '../server/report'
import { databaseKinds } from './databases'
import type { DatabaseKind, FilledStore } from './databases'
import { owner, upstreamId } from './rows'

// `node dist/store/bench.js [--json FILE]`: how much slower a store is with a hundred times as many rows.
const [few, many] = [10_000, Number(process.env['ROWS'] ?? 1_000_000)]
/** A page, a batch and the jobs of one claim. */
const limit = 100
const maxRatio = 2
const day = 86_400_000

/** What is measured, and how often: a purge uses rows up. */
const operations: { name: string; rounds: number; run(filled: FilledStore): Promise<unknown> }[] = [
  { name: 'list, first page', rounds: 60, run: ({ store }) => store.list(owner, { limit, order: 'desc' }) },
  {
    name: 'list, page in the middle',
    rounds: 60,
    run: ({ store, rows }) => store.list(owner, { limit, order: 'desc', after: idOf(rows / 2) }),
  },
  {
    name: 'ownerChanges, page of deletions',
    rounds: 60,
    run: ({ store, rows }) => store.ownerChanges(owner, { afterSeq: Math.round(rows * 0.9), limit }),
  },
  { name: 'usage', rounds: 60, run: ({ store }) => store.usage(owner, Date.now()) },
  { name: 'durations', rounds: 30, run: ({ store }) => store.durations() },
  { name: 'claim', rounds: 60, run: ({ store }) => claim(store) },
  {
    name: 'purge, one batch',
    rounds: 15,
    run: ({ store }) => store.purge({ before: Date.now() - 30 * day, now: Date.now(), limit }),
  },
]

const idOf = (number: number): string => `video_${String(Math.round(number)).padStart(12, '0')}`

/** A lease that ends at once, so that the next claim finds the same jobs. */
async function claim(store: Store): Promise<void> {
  const now = Date.now()
  const jobs = await store.claim({ upstreamId, work: 'poll', lease: { id: 'bench', expiresAt: now }, now, limit: 16 })
  if (jobs.length !== 16) throw new Error(`A claim found ${jobs.length} jobs.`)
}

async function measure({ name, open, slow }: DatabaseKind): Promise<Measurement[]> {
  const databases = await open()
  const small = await databases.fill(few)
  const large = await databases.fill(many)
  const measurements: Measurement[] = []
  for (const operation of operations) {
    const times = new Map<FilledStore, number[]>([
      [small, []],
      [large, []],
    ])
    for (let round = 0; round < operation.rounds; round += 1) {
      // Side by side, so that both meet the same load of the machine.
      for (const [filled, list] of times) {
        const started = performance.now()
        await operation.run(filled)
        list.push(performance.now() - started)
      }
    }
    const [before = 0, after = 0] = [...times.values()].map((list) => quantile(list, 0.5))
    measurements.push({
      what: `${name}, ${operation.name}: ${many} rows over ${few} rows`,
      value: after / before,
      unit: `(${after.toFixed(2)} ms, ${before.toFixed(2)} ms)`,
      bound: { atMost: maxRatio },
    })
  }
  const plans = await large.plans()
  const slowPlans = [...plans].filter(([, plan]) => plan.some((line) => slow.test(line)))
  for (const [statement, plan] of slowPlans) console.log(`${statement}\n  ${plan.join('\n  ')}`)
  measurements.push({
    what: `${name}: plans with a scan or a sort, of ${plans.size} statements`,
    value: slowPlans.length,
    unit: '',
    bound: { atMost: 0 },
  })
  await Promise.all([small.close(), large.close()])
  databases.close()
  return measurements
}

const measurements: Measurement[] = []
for (const kind of databaseKinds) {
  if (kind.isAvailable) measurements.push(...(await measure(kind)))
  else console.log(`${kind.name} is not available here: install it, or set DATABASE_URL.`)
}
report(measurements)
