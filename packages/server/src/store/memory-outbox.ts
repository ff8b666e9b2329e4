import type { Job } from './job'
import type { DeadEntry, OutboxEntry, OutboxKey, OutboxRule, OutboxStore } from './outbox'
import type { OpenTable } from './memory-table'
import { maxLeaseMs } from './store'
import type { Lease } from './store'

interface Row extends OutboxEntry {
  dueAt: number
  lease?: Lease | undefined
  /** Set once delivery is given up. */
  dead?: Pick<DeadEntry, 'deadAt' | 'error'> | undefined
}

/** The outbox of the in-memory store. */
export interface MemoryOutbox {
  operations: OutboxStore
  /** Adds the entries of a change. */
  add(entriesOf: OutboxRule, before: Job | undefined, after: Job): void
  /** Whether the job has entries, also ones that were given up. */
  hasEntries(jobId: string): boolean
  /** Whether the job has entries of these kinds that are still delivered. */
  isPending(jobId: string, kinds: readonly string[]): boolean
  deleteOfJob(jobId: string): void
  deleteOfOwner(owner: string): void
}

export function createMemoryOutbox(openTable: OpenTable): MemoryOutbox {
  const rows = openTable<Row>('outbox')
  const ofKey = ({ jobId, version, kind }: OutboxKey): string => `${jobId}.${String(version).padStart(16, '0')}.${kind}`
  const change = (row: Row, changes: Partial<Row>): void => void rows.set(ofKey(row), Object.assign(row, changes))
  const deadRows = (keys: readonly OutboxKey[]): [string, Row][] =>
    keys.flatMap((key) => {
      const row = rows.get(ofKey(key))
      return row?.dead ? [[ofKey(key), row]] : []
    })

  return {
    add: (entriesOf, before, after) => {
      for (const entry of entriesOf(before, after)) {
        const key = { jobId: after.video.id, version: after.version, kind: entry.kind }
        if (rows.has(ofKey(key))) continue
        rows.set(ofKey(key), { ...entry, ...key, owner: after.owner, attempts: 0, dueAt: entry.queuedAt })
      }
    },
    hasEntries: (jobId) => [...rows.values()].some((row) => row.jobId === jobId),
    isPending: (jobId, kinds) =>
      [...rows.values()].some((row) => row.jobId === jobId && !row.dead && kinds.includes(row.kind)),
    deleteOfJob: (jobId) => {
      for (const [key, row] of rows) if (row.jobId === jobId) rows.delete(key)
    },
    deleteOfOwner: (owner) => {
      for (const [key, row] of rows) if (row.owner === owner) rows.delete(key)
    },
    operations: {
      claimEntries: async ({ kind, lease, now, limit }) => {
        const isFree = ({ lease: held }: Row): boolean =>
          held === undefined || held.expiresAt <= now || held.expiresAt > now + maxLeaseMs
        return [...rows.values()]
          .filter((row) => row.kind === kind && !row.dead && row.dueAt <= now && isFree(row))
          .sort((one, other) => one.dueAt - other.dueAt)
          .slice(0, limit)
          .map((row) => {
            change(row, { lease, attempts: row.attempts + 1 })
            return entryOf(row)
          })
      },
      saveDelivery: async (key, leaseId, outcome) => {
        const row = rows.get(ofKey(key))
        if (row?.lease?.id !== leaseId) return
        if (outcome === 'delivered') rows.delete(ofKey(key))
        else if ('deadAt' in outcome) change(row, { lease: undefined, dead: outcome })
        else change(row, { lease: undefined, dueAt: outcome.dueAt })
      },
      shiftEntries: async ({ byMs, now }) => {
        for (const row of rows.values())
          if (!row.dead && row.dueAt > now) change(row, { dueAt: Math.max(now, row.dueAt - byMs) })
      },
      listDeadEntries: async ({ limit, after }) =>
        [...rows]
          .filter(([key, { dead }]) => dead && (after === undefined || key > ofKey(after)))
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .slice(0, limit)
          .map(([, row]) => deadEntryOf(row)),
      requeueDeadEntries: async (keys, now) => {
        const found = deadRows(keys)
        for (const [, row] of found) change(row, { dead: undefined, attempts: 0, queuedAt: now, dueAt: now })
        return found.length
      },
      discardDeadEntries: async (keys) => {
        const found = deadRows(keys)
        for (const [key] of found) rows.delete(key)
        return found.length
      },
    },
  }
}

const entryOf = ({ jobId, version, kind, owner, payload, queuedAt, attempts }: Row): OutboxEntry => ({
  jobId,
  version,
  kind,
  owner,
  payload,
  queuedAt,
  attempts,
})

const deadEntryOf = (row: Row): DeadEntry => ({
  ...entryOf(row),
  deadAt: row.dead?.deadAt ?? 0,
  error: row.dead?.error ?? '',
})
