import { expect, it, onTestFinished } from 'vitest'
import { memoryArchive, memoryStore } from '../memory'
import { workOf } from '../store/job'
import type { JobPhase, JobWork } from '../store/job'
import type { Store } from '../store/store'
import { newJob } from '../testing/new-job'
import { createTestServer } from '../testing/test-server'

const soon = { timeout: 10_000, interval: 10 }
const start = Date.UTC(2026, 10, 22, 12)
const never = <T>(): Promise<T> => new Promise(() => undefined)
const request = { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'dropped', sentAt: start } as const

/** How many jobs of one kind may be claimed at once, of all owners and of one. */
const slots: Record<JobWork, { all: number; each: number }> = {
  poll: { all: 16, each: 16 },
  files: { all: 12, each: 4 },
  create: { all: 16, each: 4 },
}

const phases: Record<JobWork, JobPhase> = {
  poll: { name: 'running', ref: 'ref', isIdle: false },
  files: { name: 'copying', ref: 'ref', until: start + 86_400_000 },
  create: { name: 'submitting', upstreamRequest: { ...request, files: 'stored' } },
}

/** A store that counts the leases which are held, by kind and by owner, and the highest numbers. */
function countingStore() {
  const store = memoryStore()
  const held = new Map<string, string[]>()
  const most = new Map<string, number>()
  const renewals: number[] = []
  const count = (): void => {
    const counts = new Map<string, number>()
    for (const names of held.values()) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    for (const [name, value] of counts) most.set(name, Math.max(value, most.get(name) ?? 0))
  }
  const counting: Store = {
    ...store,
    claim: async (options) => {
      const jobs = await store.claim(options)
      for (const job of jobs) held.set(job.video.id, [workOf(job), `${workOf(job)} of ${job.owner}`])
      count()
      return jobs
    },
    renew: async (leases, expiresAt) => {
      renewals.push(leases.length)
      return store.renew(leases, expiresAt)
    },
    saveUpdate: async (id, reducer, options) => {
      const saved = await store.saveUpdate(id, reducer, options)
      if (options?.leaseId !== undefined) held.delete(id)
      return saved
    },
  }
  return { store: counting, held, most, renewals }
}

async function addJobs(store: Store, owner: string, work: JobWork, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const job = newJob(owner, start + index, { phase: phases[work], upstreamId: 'fake', dueAt: start })
    if (work === 'files') job.assets = { video: { state: 'archiving', content_type: null, bytes: null } }
    await store.reserve(job, { limits: {}, lease: { id: 'creator', expiresAt: start } })
  }
}

it.each<JobWork>(['poll', 'files', 'create'])(
  'claims no more %s jobs than there are slots, while all of them hang',
  async (work) => {
    const { store, held, most } = countingStore()
    await addJobs(store, 'ada', work, 40)
    await addJobs(store, 'bob', work, 40)
    await addJobs(store, 'cyd', work, 40)
    const server = createTestServer(
      { store, archive: memoryArchive() },
      { idempotent: true, retrieve: never, content: never, onCreate: never },
    )
    server.clock.now = start + 60_000
    server.videos.start()
    const claimed = Math.min(slots[work].all, 3 * slots[work].each)
    await expect.poll(() => held.size, soon).toBe(claimed)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(most.get(work)).toBe(claimed)
    for (const owner of ['ada', 'bob', 'cyd']) {
      expect(most.get(`${work} of ${owner}`) ?? 0).toBeLessThanOrEqual(slots[work].each)
    }
  },
)

it('works through a backlog of every kind, and never holds more leases than slots', async () => {
  const { store, held, most } = countingStore()
  for (const owner of ['ada', 'bob']) {
    await addJobs(store, owner, 'poll', 60)
    await addJobs(store, owner, 'files', 60)
    await addJobs(store, owner, 'create', 60)
  }
  const server = createTestServer({ store, archive: memoryArchive() }, { idempotent: true })
  onTestFinished(() => server.videos.close())
  server.clock.now = start + 60_000
  server.upstream.nextUpdate = { status: 'completed' }
  // Each polled job has files afterwards, too.
  expect(await server.videos.tick()).toBeGreaterThanOrEqual(360)
  expect(held.size).toBe(0)
  for (const work of ['poll', 'files', 'create'] as const) {
    expect(most.get(work)).toBeLessThanOrEqual(slots[work].all)
    expect(most.get(work)).toBeGreaterThan(1)
    for (const owner of ['ada', 'bob']) expect(most.get(`${work} of ${owner}`)).toBeLessThanOrEqual(slots[work].each)
  }
})

it('a read polls its job only into a free slot, and is answered at once otherwise', async () => {
  const { store, most } = countingStore()
  await addJobs(store, 'ada', 'poll', 30)
  const server = createTestServer({ store }, { retrieve: never })
  server.clock.now = start + 60_000
  const { jobs } = await store.list('ada', { limit: 30, order: 'asc' })
  const answered: string[] = []
  for (const { video } of jobs) void server.retrieve(video.id).then(({ id }) => answered.push(id))
  await expect.poll(() => answered.length, soon).toBe(30 - slots.poll.all)
  expect(most.get('poll')).toBe(slots.poll.all)
})

it('renews all leases of the process in one call', async () => {
  const { store, held, renewals } = countingStore()
  await addJobs(store, 'ada', 'poll', 20)
  const server = createTestServer({ store }, { retrieve: never })
  server.clock.now = start + 60_000
  server.videos.start()
  await expect.poll(() => held.size, soon).toBe(16)
  await expect.poll(() => renewals, soon).toEqual([16])
})
