import type { Job } from './job'
import { minuteBefore, refusalOf, startOfDay } from './limits'
import type { Usage } from './limits'
import type { Lease, MeasuredDurations, Store } from './store'

interface Row {
  job: Job
  idempotency?: { key: string; fingerprint: string } | undefined
  refKey?: string
  lease?: Lease | undefined
}

/** Deliveries repeat for up to 72 hours. */
const deliveryLifetime = 73 * 3_600_000
const webhookLifetime = 600_000
const measured = 100

/**
 * Jobs in this process's memory: gone with it, and not shared with another. For tests, stories and a first try.
 *
 * @example createVideoServer({ store: memoryStore(), … })
 */
export function memoryStore(): Store {
  const rows = new Map<string, Row>()
  const ownersRows = new Map<string, Map<string, Row>>()
  const ownersRequests = new Map<string, { at: number; id: string }[]>()
  const deliveries = new Map<string, number>()
  const notices = new Map<string, number>()
  const pending = new Set<Row>()
  const secret = crypto.randomUUID()

  const keep = (row: Row, job: Job): Job => {
    row.job = job
    if (job.dueAt === null) pending.delete(row)
    else pending.add(row)
    return job
  }
  const insert = (row: Row): Job => {
    const { owner, video } = row.job
    rows.set(video.id, row)
    const own = ownersRows.get(owner) ?? new Map<string, Row>()
    ownersRows.set(owner, own.set(video.id, row))
    return keep(row, row.job)
  }
  const rowsOf = (owner: string): Row[] => [...(ownersRows.get(owner)?.values() ?? [])]
  const usageOf = (owner: string, now: number): Usage => {
    const requests = ownersRequests.get(owner) ?? []
    const today = requests.filter(({ at }) => at >= startOfDay(now))
    return {
      active: rowsOf(owner).filter(({ job }) => job.isActive).length,
      requests: requests.map(({ at }) => at).filter((at) => at > minuteBefore(now)),
      spent: today.reduce((sum, { id }) => sum + (rows.get(id)?.job.cost ?? 0), 0),
    }
  }
  const isFree = ({ lease }: Row, now: number): boolean => lease === undefined || lease.until <= now

  return {
    reserve: async (job, { idempotency, limits, lease }) => {
      const earlier = idempotency && rowsOf(job.owner).find(({ idempotency: known }) => known?.key === idempotency.key)
      if (earlier) {
        const isSame = earlier.idempotency?.fingerprint === idempotency?.fingerprint
        return isSame ? { outcome: 'repeated', job: earlier.job } : { outcome: 'conflict' }
      }
      const refusal = refusalOf(limits, usageOf(job.owner, job.createdAt), job.cost, job.createdAt)
      if (refusal) return { outcome: 'limited', refusal }
      const kept = (ownersRequests.get(job.owner) ?? []).filter(
        ({ at }) => at >= Math.min(startOfDay(job.createdAt), minuteBefore(job.createdAt)),
      )
      ownersRequests.set(job.owner, [...kept, { at: job.createdAt, id: job.video.id }])
      return { outcome: 'reserved', job: insert({ job, idempotency, lease }) }
    },
    adopt: async (job, refKey) => {
      const known = [...rows.values()].find((row) => row.refKey === refKey)
      return known ? known.job : insert({ job, refKey })
    },
    claim: async ({ lease, now, limit, id }) => {
      const row = id === undefined ? undefined : rows.get(id)
      const wanted = id === undefined ? [...pending] : row ? [row] : []
      return wanted
        .filter((row) => row.job.dueAt !== null && row.job.dueAt <= now && isFree(row, now))
        .sort((one, other) => (one.job.dueAt ?? 0) - (other.job.dueAt ?? 0))
        .slice(0, limit)
        .map((row) => {
          row.lease = lease
          return row.job
        })
    },
    renew: async (id, lease) => {
      const row = rows.get(id)
      if (row?.lease?.holder === lease.holder) row.lease = lease
    },
    saveUpdate: async (id, fold, { holder, refKey, exclusiveSince = Infinity, freesKey } = {}) => {
      const row = rows.get(id)
      if (!row || (holder !== undefined && row.lease?.holder !== holder)) return null
      const isGiven = (other: Row): boolean =>
        other !== row && other.refKey === refKey && other.job.changedAt >= exclusiveSince
      if (refKey !== undefined && [...rows.values()].some(isGiven)) return null
      if (holder !== undefined) row.lease = undefined
      let next = fold(row.job)
      if (next === undefined) return row.job
      if (freesKey) row.idempotency = undefined
      if (refKey !== undefined) {
        row.refKey = refKey
        const webhookAt = notices.get(refKey)
        if (webhookAt !== undefined && next.dueAt !== null) next = { ...next, dueAt: webhookAt }
        notices.delete(refKey)
      }
      return keep(row, next)
    },
    delete: async (owner, id, now) => {
      const row = rows.get(id)
      if (!row || row.job.owner !== owner || row.job.deletedAt !== null) return null
      row.lease = undefined
      return keep(row, { ...row.job, deletedAt: now, changedAt: now, version: row.job.version + 1, dueAt: now })
    },
    retrieve: async (id) => rows.get(id)?.job ?? null,
    list: async (owner, { limit, order, after }) => {
      const direction = order === 'asc' ? 1 : -1
      const found = rowsOf(owner)
        .map(({ job }) => job)
        .filter(
          ({ deletedAt, video }) =>
            deletedAt === null && (after === undefined || compare(video.id, after) * direction > 0),
        )
        .sort((one, other) => compare(one.video.id, other.video.id) * direction)
      return { jobs: found.slice(0, limit), hasMore: found.length > limit }
    },
    changes: async ({ since, limit, owner }) =>
      (owner === undefined ? [...rows.values()] : rowsOf(owner))
        .map(({ job }) => job)
        .filter(({ changedAt }) => changedAt >= since)
        .sort((one, other) => one.changedAt - other.changedAt || compare(one.video.id, other.video.id))
        .slice(0, limit),
    claimed: async (refKeys) => refKeys.filter((refKey) => [...rows.values()].some((row) => row.refKey === refKey)),
    unanswered: async () =>
      [...rows.values()].map(({ job }) => job).filter(({ upstreamRequest }) => upstreamRequest !== undefined),
    recordWebhook: async (delivery, refKey, now) => {
      for (const [known, at] of deliveries) if (at < now - deliveryLifetime) deliveries.delete(known)
      for (const [known, at] of notices) if (at < now - webhookLifetime) notices.delete(known)
      if (deliveries.has(delivery)) return false
      deliveries.set(delivery, now)
      const named = [...rows.values()].filter((row) => row.refKey === refKey)
      if (named.length === 0) notices.set(refKey, now)
      for (const row of named) if (row.job.dueAt !== null) keep(row, { ...row.job, dueAt: now })
      return true
    },
    usage: async (owner, now) => usageOf(owner, now),
    durations: async () => {
      const kinds = new Map<string, MeasuredDurations>()
      for (const { job } of rows.values()) {
        if (job.durationMs === undefined) continue
        const { model, size, seconds } = job.video
        const kind = kinds.get([model, size, seconds].join()) ?? { model, size, seconds, durations: [] }
        kind.durations = [...kind.durations.slice(1 - measured), job.durationMs / 1_000]
        kinds.set([model, size, seconds].join(), kind)
      }
      return [...kinds.values()]
    },
    secret: async () => secret,
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
