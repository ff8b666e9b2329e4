import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { postgresStore } from '../postgres'
import { newJob } from '../testing/new-job'
import { settleUnderGc } from '../testing/silent-peer'
import { boundStore } from './bound-store'
import type { StoredShare } from './shares'
import type { Store } from './store'

const now = Date.UTC(2026, 10, 22)
const job = newJob('ada', now)
const lease = { id: 'a', expiresAt: now }
const share: StoredShare = {
  id: 'share',
  videoId: job.video.id,
  owner: 'ada',
  tokenHash: 'hash',
  variants: ['video'],
  createdAt: now,
  expiresAt: null,
}
const entry = { jobId: job.video.id, version: 1, kind: 'settled' }

/** Every call of a store. A method that is missing here does not compile. */
const calls: { [Name in keyof Required<Store>]: (store: Store) => Promise<unknown> | undefined } = {
  findByKey: (store) => store.findByKey('ada', 'key'),
  reserve: (store) => store.reserve(job, { limits: {}, lease }),
  admit: (store) => store.admit(job.video.id, { leaseId: 'a', limits: {}, totalLimits: {}, now }),
  wakeWaiting: (store) => store.wakeWaiting('ada', now),
  insertExisting: (store) => store.insertExisting(job, 'ref'),
  claim: (store) => store.claim({ upstreamId: 'up', work: 'poll', lease, now, limit: 1 }),
  shiftDue: (store) => store.shiftDue({ upstreamId: 'up', byMs: 1, now }),
  listDueUpstreams: (store) => store.listDueUpstreams(),
  lastChangeAt: (store) => store.lastChangeAt(),
  purge: (store) => store.purge({ before: now, now, limit: 1 }),
  renew: (store) => store.renew([{ id: job.video.id, leaseId: 'a' }], now),
  saveUpdate: (store) => store.saveUpdate(job.video.id, (current) => current),
  delete: (store) => store.delete('ada', job.video.id, now),
  retrieve: (store) => store.retrieve(job.video.id),
  list: (store) => store.list('ada', { limit: 1, order: 'asc' }),
  listAll: (store) => store.listAll({ limit: 1, order: 'asc' }),
  ownerSeq: (store) => store.ownerSeq('ada'),
  ownerChanges: (store) => store.ownerChanges('ada', { afterSeq: 0, limit: 1 }),
  changedOwners: (store) => store.changedOwners(now),
  requestFiles: (store) => store.requestFiles(job.video.id),
  assignedRefKeys: (store) => store.assignedRefKeys(['ref']),
  listUnconfirmed: (store) => store.listUnconfirmed('up'),
  recordWebhook: (store) => store.recordWebhook('delivery', 'ref', now),
  usage: (store) => store.usage('ada', now),
  durations: (store) => store.durations(),
  markOwner: (store) => store.markOwner('ada', now),
  markedOwners: (store) => store.markedOwners(1),
  eraseOwner: (store) =>
    store.eraseOwner('ada', {
      expiresAt: now,
      limit: 1,
      pendingKinds: [],
      unansweredBefore: now,
      abandonedBefore: now,
    }),
  claimEntries: (store) => store.claimEntries({ kind: 'settled', lease, now, limit: 1 }),
  saveDelivery: (store) => store.saveDelivery(entry, 'a', 'delivered'),
  shiftEntries: (store) => store.shiftEntries({ byMs: 1, now }),
  listDeadEntries: (store) => store.listDeadEntries({ limit: 1 }),
  requeueDeadEntries: (store) => store.requeueDeadEntries([entry], now),
  discardDeadEntries: (store) => store.discardDeadEntries([entry]),
  addShare: (store) => store.addShare(share, { max: 1 }),
  listShares: (store) => store.listShares('ada', job.video.id),
  findShare: (store) => store.findShare('hash'),
  deleteShare: (store) => store.deleteShare('share'),
  secret: (store) => store.secret(),
  listen: (store) => store.listen?.(() => undefined),
  close: (store) => store.close?.(),
}

it.each(Object.keys(calls))('a store that never settles does not hold %s', async (name) => {
  const never = (): Promise<never> => new Promise(() => undefined)
  const silent = Object.fromEntries(Object.keys(calls).map((method) => [method, never])) as unknown as Store
  const call = calls[name as keyof typeof calls](boundStore(silent, 100))
  expect(await settleUnderGc(call ?? Promise.resolve(), 2_000)).toBe('overloaded')
})

it.each(Object.keys(calls).filter((name) => name !== 'close' && name !== 'listen'))(
  'a database that accepts connections and never responds does not hold %s',
  async (name) => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    const store = postgresStore({ connectionString: `postgres://u:p@127.0.0.1:${port}/d`, connectTimeoutMs: 200 })
    const call = calls[name as keyof typeof calls](store)
    expect(await settleUnderGc(call ?? Promise.resolve(), 3_000)).toBe('rejected')
  },
)
