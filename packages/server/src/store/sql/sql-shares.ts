import type { VideoVariant } from '@dailies/core'
import type { Kysely, Transaction } from 'kysely'
import type { Job } from '../job'
import type { ShareStore, StoredShare } from '../shares'
import { plainText, wholeTime } from './job-row'
import type { Schema, ShareRow } from './schema'

type InTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T>

/** @param lockJob reads a job and locks its row, so that its shares are counted one create after the other */
export function createSqlShares(
  ready: () => Promise<Kysely<Schema>>,
  inTransaction: InTransaction,
  lockJob: (db: Transaction<Schema>, id: string) => Promise<Job | undefined>,
): ShareStore {
  return {
    addShare: (share, { max }) =>
      inTransaction(async (db) => {
        const job = await lockJob(db, share.videoId)
        if (!job || job.owner !== share.owner || job.phase.name === 'deleted') return 'no_video'
        const now = wholeTime(share.createdAt)
        await db
          .deleteFrom('dailies_shares')
          .where('job_id', '=', share.videoId)
          .where('expires_at', '<=', now)
          .execute()
        const { count } = await db
          .selectFrom('dailies_shares')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('job_id', '=', share.videoId)
          .executeTakeFirstOrThrow()
        if (Number(count) >= max) return 'full'
        await db.insertInto('dailies_shares').values(toRow(share)).execute()
        return 'added'
      }),
    listShares: async (owner, videoId) => {
      const query = (await ready())
        .selectFrom('dailies_shares')
        .selectAll()
        .where('job_id', '=', plainText(videoId))
        .where('owner', '=', owner)
      // At most a few rows, so that they need no index in this order.
      return (await query.execute()).map(fromRow).sort((one, other) => (one.id < other.id ? -1 : 1))
    },
    findShare: async (tokenHash) => {
      const query = (await ready()).selectFrom('dailies_shares').selectAll().where('token_hash', '=', tokenHash)
      const row = await query.executeTakeFirst()
      return row ? fromRow(row) : null
    },
    deleteShare: (id, of) =>
      inTransaction(async (db) => {
        let query = db.deleteFrom('dailies_shares').where('id', '=', plainText(id)).returning('id')
        if (of) query = query.where('owner', '=', of.owner).where('job_id', '=', plainText(of.videoId))
        return (await query.execute()).length > 0
      }),
  }
}

const toRow = (share: StoredShare): ShareRow => ({
  id: share.id,
  job_id: share.videoId,
  owner: share.owner,
  token_hash: share.tokenHash,
  variants: JSON.stringify(share.variants),
  created_at: wholeTime(share.createdAt),
  expires_at: share.expiresAt === null ? null : wholeTime(share.expiresAt),
})

const fromRow = (row: ShareRow): StoredShare => ({
  id: row.id,
  videoId: row.job_id,
  owner: row.owner,
  tokenHash: row.token_hash,
  variants: JSON.parse(row.variants) as VideoVariant[],
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})
