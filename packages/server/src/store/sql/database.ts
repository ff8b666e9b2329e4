import type { Kysely } from 'kysely'
import type { SqlEngine } from './engine'
import { migrate } from './schema'
import type { Schema } from './schema'

/** The database, which opens at its first use. */
export interface Database {
  ready(): Promise<Kysely<Schema>>
  close(): Promise<void>
}

export function createDatabase(engine: SqlEngine): Database {
  let opening: Promise<Kysely<Schema>> | undefined

  async function open(): Promise<Kysely<Schema>> {
    const db = engine.open()
    try {
      await db.transaction().execute(async (transaction) => {
        await engine.lock(transaction, 'migrate')
        await migrate(transaction, engine.types, engine.name)
      })
    } catch (error) {
      await db.destroy().catch(() => undefined)
      throw error
    }
    return db
  }
  return {
    ready: () => {
      opening ??= open().catch((error: unknown) => {
        // The next call tries again.
        opening = undefined
        throw error
      })
      return opening
    },
    close: async () => {
      await engine.close?.()
      await (await opening?.catch(() => undefined))?.destroy()
      opening = undefined
    },
  }
}
