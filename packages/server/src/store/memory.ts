import { hasStoredFiles, isActive, markDeleted, markStarting, upstreamRequestOf, workOf } from './job'
import type { Job } from './job'
import { decideQueued, endOfDay, limitError, mayStart, minuteAfter, minuteBefore, startOfDay } from './limits'
import type { Usage } from './limits'
import { bytesOf } from './request-files'
import type { RequestFile } from './request-files'
import { createMemoryOutbox } from './memory-outbox'
import { createMemoryShares } from './memory-shares'
import { createMemoryOwners } from './memory-owners'
import { openEmptyTable } from './memory-table'
import type { OpenTable } from './memory-table'
import type { OutboxRule } from './outbox'
import { maxLeaseMs } from './store'
import { metadataOf } from './stored-metadata'
import type { Lease, MeasuredDurations, Store } from './store'
import { deliveryLifetimeMs, webhookLifetimeMs } from './webhook-lifetimes'

interface Row {
  job: Job
  idempotency?: { key: string; fingerprint: string } | undefined
  refKey?: string
  lease?: Lease | undefined
  files?: RequestFile[]
}

const maxDurations = 100

const hasPairs = (job: Job, pairs: Readonly<Record<string, string>>): boolean => {
  const own = metadataOf(job)
  return Object.entries(pairs).every(([key, value]) => Object.hasOwn(own, key) && own[key] === value)
}

/**
 * An in-memory store for jobs, for tests and first steps: its content is lost when the process ends, and not shared
 * with other processes.
 *
 * @example createVideoServer({ store: memoryStore(), … })
 */
export const memoryStore = (): Store => createMemoryStore(openEmptyTable)

/** The in-memory store on tables that may outlive it. Each operation changes them in one step, without waiting. */
export function createMemoryStore(openTable: OpenTable): Store {
  const rows = openTable<Row>('rows')
  const ownersRows = new Map<string, Map<string, Row>>()
  const ownersRequests = openTable<{ at: number; id: string }[]>('requests')
  const deliveries = openTable<number>('deliveries')
  const earlyWebhooks = openTable<number>('early_webhooks')
  const scheduled = new Set<Row>()
  const owners = openTable<{ seq: number; changedAt: number }>('owners')
  const outbox = createMemoryOutbox(openTable)
  const shares = createMemoryShares(openTable)
  const erased = createMemoryOwners(openTable)
  const settings = openTable<string>('settings')
  const secret = settings.get('secret') ?? crypto.randomUUID()
  // A table that outlives the process writes what is set, and a full disk takes no write.
  if (!settings.has('secret')) settings.set('secret', secret)

  const nextOwnerSeq = ({ owner, changedAt }: Job): number => {
    const last = owners.get(owner) ?? { seq: 0, changedAt }
    const seq = last.seq + 1
    // Never back, so that a clock that is set back hides no change.
    owners.set(owner, { seq, changedAt: Math.max(last.changedAt, changedAt) })
    return seq
  }

  /** Every write of a job passes here, and so do the entries that it puts into the outbox. */
  const write = (row: Row, before: Job | undefined, job: Job, rule: OutboxRule | undefined): Job => {
    row.job = job.version === before?.version ? job : { ...job, ownerSeq: nextOwnerSeq(job) }
    if (rule) outbox.add(rule, before, row.job)
    if (!hasStoredFiles(job)) row.files = []
    rows.set(job.video.id, row)
    index(row)
    return row.job
  }
  const index = (row: Row): void => {
    const { owner, video, dueAt } = row.job
    const own = ownersRows.get(owner) ?? new Map<string, Row>()
    ownersRows.set(owner, own.set(video.id, row))
    if (dueAt === null) scheduled.delete(row)
    else scheduled.add(row)
  }
  for (const row of rows.values()) index(row)
  const saveLease = (row: Row, lease: Lease | undefined): void => {
    row.lease = lease
    rows.set(row.job.video.id, row)
  }
  const save = (row: Row, job: Job, rule?: OutboxRule): Job => write(row, row.job, job, rule)
  const insert = (row: Row, rule: OutboxRule | undefined): Job => write(row, undefined, row.job, rule)
  const rowsOf = (owner: string): Row[] => [...(ownersRows.get(owner)?.values() ?? [])]
  /** The usage of one owner, or of all owners if `owner` is undefined. */
  const usageOf = (owner: string | undefined, now: number): Usage => {
    const own = owner === undefined ? [...rows.values()] : rowsOf(owner)
    const requests = owner === undefined ? [...ownersRequests.values()].flat() : (ownersRequests.get(owner) ?? [])
    const today = requests.filter(({ at }) => at >= startOfDay(now) && at < endOfDay(now))
    const erasedToday = erased.erasedUsage(secret, owner, now)
    return {
      active: own.filter(({ job }) => isActive(job)).length,
      requests: requests.map(({ at }) => at).filter((at) => at > minuteBefore(now) && at <= minuteAfter(now)),
      createdToday: today.filter(({ id }) => rows.has(id)).length + erasedToday.count,
      spent: today.reduce((sum, { id }) => sum + (rows.get(id)?.job.cost ?? 0), erasedToday.cost),
    }
  }
  const waitingRows = (owner?: string): Row[] =>
    (owner === undefined ? [...rows.values()] : rowsOf(owner)).filter(({ job }) => job.phase.name === 'waiting')
  const isFree = ({ lease }: Row, now: number): boolean =>
    lease === undefined || lease.expiresAt <= now || lease.expiresAt > now + maxLeaseMs

  const byKey = (owner: string, key: string): Row | undefined =>
    rowsOf(owner).find(({ idempotency }) => idempotency?.key === key)

  return {
    ...outbox.operations,
    ...shares.operations((id) => rows.get(id)?.job),
    ...erased.operations({
      secret,
      rowsOf: (owner) =>
        rowsOf(owner).map(({ job, refKey = null, idempotency }) => ({ job, refKey, key: idempotency?.key ?? null })),
      isPending: outbox.isPending,
      deleteRow: ({ owner, video: { id } }) => {
        scheduled.delete(rows.get(id) as Row)
        rows.delete(id)
        ownersRows.get(owner)?.delete(id)
        outbox.deleteOfJob(id)
        shares.deleteOf(id)
      },
      deleteOwner: (owner) => {
        for (const table of [ownersRows, ownersRequests, owners]) table.delete(owner)
        outbox.deleteOfOwner(owner)
      },
    }),
    findByKey: async (owner, key) => {
      const row = byKey(owner, key)
      return row ? { job: row.job, fingerprint: row.idempotency?.fingerprint ?? '' } : null
    },
    reserve: async (job, { idempotency, limits, totalLimits = {}, lease, queue, files = [], outbox: rule }) => {
      if (erased.isMarked(job.owner)) return { outcome: 'owner_deleted' }
      const earlier = idempotency && byKey(job.owner, idempotency.key)
      if (earlier) {
        const isSame = earlier.idempotency?.fingerprint === idempotency?.fingerprint
        return isSame ? { outcome: 'duplicate', job: earlier.job } : { outcome: 'conflict' }
      }
      if (idempotency && erased.hasErasedKey(secret, job.owner, idempotency.key)) return { outcome: 'erased' }
      const { createdAt: now, cost, owner } = job
      const usage = usageOf(owner, now)
      const limited = { limits, usage, totalLimits, totalUsage: usageOf(undefined, now), cost, now }
      const own = waitingRows(owner)
      const waiting = {
        count: own.length,
        bytes: own.reduce((sum, row) => sum + bytesOf(row.files ?? []), 0),
        total: waitingRows().length,
      }
      const decided = queue
        ? decideQueued(limited, { ...queue, waiting, bytes: bytesOf(queue.files) })
        : limitError(limited)
      if (decided instanceof Error) return { outcome: 'limited', error: decided }
      const recent = (ownersRequests.get(owner) ?? []).filter(
        ({ at }) => at >= Math.min(startOfDay(now), minuteBefore(now)),
      )
      ownersRequests.set(owner, [...recent, { at: now, id: job.video.id }])
      if (!queue || decided !== 'wait')
        return { outcome: 'reserved', job: insert({ job, idempotency, lease, files }, rule) }
      const waits = { ...queue.job, queuePosition: waiting.count }
      return { outcome: 'reserved', job: insert({ job: waits, idempotency, files: queue.files }, rule) }
    },
    admit: async (id, { leaseId, limits, totalLimits, now, outbox: rule }) => {
      const row = rows.get(id)
      if (!row || row.job.phase.name !== 'waiting' || row.lease?.id !== leaseId) return null
      const { owner } = row.job
      const position = waitingRows(owner).filter(({ job }) => compare(job.video.id, id) < 0).length
      const usage = usageOf(owner, now)
      const isHeld =
        position > 0 || !mayStart({ limits, usage, totalLimits, totalUsage: usageOf(undefined, now), cost: 0, now })
      return isHeld
        ? { outcome: 'held', position }
        : { outcome: 'admitted', job: save(row, markStarting(row.job, now), rule) }
    },
    wakeWaiting: async (owner, now) => {
      const waiting = waitingRows(owner)
      for (const row of waiting) save(row, { ...row.job, dueAt: Math.min(row.job.dueAt ?? now, now) })
      return waiting.length
    },
    insertExisting: async (job, refKey, { outbox: rule } = {}) => {
      if (erased.isMarked(job.owner)) return null
      const existing = [...rows.values()].find((row) => row.refKey === refKey)
      return existing ? existing.job : insert({ job, refKey }, rule)
    },
    claim: async ({ upstreamId, lease, now, limit, id, work, exceptOwners = [] }) => {
      const row = id === undefined ? undefined : rows.get(id)
      const candidates = id === undefined ? [...scheduled] : row ? [row] : []
      return candidates
        .filter(
          (row) =>
            row.job.upstreamId === upstreamId &&
            row.job.dueAt !== null &&
            row.job.dueAt <= now &&
            isFree(row, now) &&
            workOf(row.job) === work &&
            !exceptOwners.includes(row.job.owner),
        )
        .sort((one, other) => (one.job.dueAt ?? 0) - (other.job.dueAt ?? 0))
        .slice(0, limit)
        .map((row) => {
          saveLease(row, lease)
          return row.job
        })
    },
    listDueUpstreams: async () => [...new Set([...scheduled].map(({ job }) => job.upstreamId))],
    shiftDue: async ({ upstreamId, byMs, now }) => {
      for (const row of scheduled) {
        const { job } = row
        if (job.upstreamId === upstreamId && job.dueAt !== null && job.dueAt > now)
          save(row, { ...job, dueAt: Math.max(now, job.dueAt - byMs) })
      }
    },
    lastChangeAt: async () =>
      owners.size === 0 ? null : Math.max(...[...owners.values()].map(({ changedAt }) => changedAt)),
    renew: async (held, expiresAt) => {
      for (const { id, leaseId } of held) {
        const row = rows.get(id)
        if (row?.lease?.id === leaseId) saveLease(row, { id: leaseId, expiresAt })
      }
    },
    saveUpdate: async (
      id,
      reducer,
      { leaseId, keepsLease, refKey, ifRefUnusedSince = Infinity, freesIdempotencyKey, outbox: rule } = {},
    ) => {
      const row = rows.get(id)
      if (!row || (leaseId !== undefined && row.lease?.id !== leaseId)) return null
      const isTaken = (other: Row): boolean =>
        other !== row && other.refKey === refKey && other.job.changedAt >= ifRefUnusedSince
      if (refKey !== undefined && [...rows.values()].some(isTaken)) return null
      if (leaseId !== undefined && !keepsLease) saveLease(row, undefined)
      let next = reducer(row.job)
      if (next === undefined) return row.job
      if (freesIdempotencyKey) row.idempotency = undefined
      if (refKey !== undefined) {
        row.refKey = refKey
        const webhookAt = earlyWebhooks.get(refKey)
        if (webhookAt !== undefined && next.dueAt !== null) next = { ...next, dueAt: webhookAt }
        earlyWebhooks.delete(refKey)
      }
      return save(row, next, rule)
    },
    delete: async (owner, id, now, { outbox: rule } = {}) => {
      const row = rows.get(id)
      if (!row || row.job.owner !== owner || row.job.phase.name === 'deleted') return null
      row.lease = undefined
      shares.deleteOf(id)
      return save(row, markDeleted(row.job, now), rule)
    },
    retrieve: async (id) => rows.get(id)?.job ?? null,
    list: async (owner, { limit, order, after, metadata = {} }) => {
      const direction = order === 'asc' ? 1 : -1
      const found = rowsOf(owner)
        .map(({ job }) => job)
        .filter(
          (job) =>
            job.phase.name !== 'deleted' &&
            hasPairs(job, metadata) &&
            (after === undefined || compare(job.video.id, after) * direction > 0),
        )
        .sort((one, other) => compare(one.video.id, other.video.id) * direction)
      return { jobs: found.slice(0, limit), hasMore: found.length > limit }
    },
    listAll: async ({ limit, order, after }) => {
      const direction = order === 'asc' ? 1 : -1
      const found = [...rows.values()]
        .map(({ job }) => job)
        .filter(
          ({ phase, video }) =>
            phase.name !== 'deleted' && (after === undefined || compare(video.id, after) * direction > 0),
        )
        .sort((one, other) => compare(one.video.id, other.video.id) * direction)
      return { jobs: found.slice(0, limit), hasMore: found.length > limit }
    },
    ownerSeq: async (owner) => owners.get(owner)?.seq ?? 0,
    ownerChanges: async (owner, { afterSeq, limit }) =>
      rowsOf(owner)
        .map(({ job }) => job)
        .filter(({ ownerSeq }) => ownerSeq > afterSeq)
        .sort((one, other) => one.ownerSeq - other.ownerSeq)
        .slice(0, limit),
    changedOwners: async (since) =>
      [...owners].filter(([, { changedAt }]) => changedAt >= since).map(([owner, { seq }]) => ({ owner, seq })),
    requestFiles: async (id) => rows.get(id)?.files ?? [],
    assignedRefKeys: async (refKeys) =>
      refKeys.filter(
        (refKey) => erased.hasErasedRef(refKey) || [...rows.values()].some((row) => row.refKey === refKey),
      ),
    listUnconfirmed: async (upstreamId) =>
      [...rows.values()]
        .map(({ job }) => job)
        .filter((job) => job.upstreamId === upstreamId && upstreamRequestOf(job) !== undefined),
    recordWebhook: async (delivery, refKey, now) => {
      if (deliveries.has(delivery)) return false
      deliveries.set(delivery, now)
      const matching = [...rows.values()].filter((row) => row.refKey === refKey)
      if (matching.length === 0) earlyWebhooks.set(refKey, now)
      for (const row of matching) if (row.job.dueAt !== null) save(row, { ...row.job, dueAt: now })
      return true
    },
    purge: async ({ before, now, limit }) => {
      const purged = erased.purge(now)
      const isOver = ({ job: { video, phase, dueAt } }: Row): boolean =>
        phase.name === 'deleted' && phase.deletedAt < before && dueAt === null && !outbox.hasEntries(video.id)
      const old = [...rows.values()].filter(isOver).slice(0, limit)
      for (const { job } of old) {
        rows.delete(job.video.id)
        ownersRows.get(job.owner)?.delete(job.video.id)
      }
      let count = old.length + purged
      for (const [owner, requests] of ownersRequests) {
        const recent = requests.filter(({ at }) => at >= before)
        if (recent.length === requests.length) continue
        count += requests.length - recent.length
        ownersRequests.set(owner, recent)
      }
      for (const [id, at] of deliveries) if (at < now - deliveryLifetimeMs) count += Number(deliveries.delete(id))
      for (const [key, at] of earlyWebhooks)
        if (at < now - webhookLifetimeMs) count += Number(earlyWebhooks.delete(key))
      return count
    },
    usage: async (owner, now) => usageOf(owner, now),
    durations: async () => {
      const kinds = new Map<string, MeasuredDurations>()
      for (const { job } of [...rows.values()].toReversed()) {
        if (job.durationMs === undefined) continue
        const { model, size, seconds } = job.video
        const kind = kinds.get([model, size, seconds].join()) ?? { model, size, seconds, durations: [] }
        if (kind.durations.length < maxDurations) kind.durations.push(job.durationMs / 1_000)
        kinds.set([model, size, seconds].join(), kind)
      }
      return [...kinds.values()]
    },
    secret: async () => secret,
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
