import path from 'node:path'
import type { Store } from '@dailies/server'
import { sqliteStore } from '@dailies/server/sqlite'

/** Opens the database in the data folder. @throws Error that says how to choose another folder */
export async function openStore(dataDir: string): Promise<Store> {
  const store = sqliteStore({ file: path.join(dataDir, 'videos.db') })
  try {
    await store.secret()
    return store
  } catch (error) {
    await store.close?.()
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${reason} The studio keeps its data in ${dataDir}; choose another folder with DATA_DIR.`, {
      cause: error,
    })
  }
}
