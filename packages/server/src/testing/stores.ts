import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { memoryStore } from '../store/memory'
import { postgresStore } from '../postgres'
import { sqliteStore } from '../sqlite'
import type { Store } from '../store/store'
import { hasPostgres, startPostgres } from './postgres-cluster'
import type { SharedRows } from './store-suite'

/** One kind of store. */
export interface StoreKind {
  name: string
  isAvailable: boolean
  /** Sets up what all tests of this kind share; `create` then returns new, empty rows. */
  prepare(): Promise<{ create(): Promise<SharedRows>; end(): void }>
}

const closeAll = (stores: Store[]) => Promise.all(stores.map((store) => store.close?.()))

/** Every store that ships with the server; the same tests run against each. */
export const storeKinds: StoreKind[] = [
  {
    name: 'memory',
    isAvailable: true,
    prepare: async () => ({
      create: async () => {
        const store = memoryStore()
        return { open: () => store, close: async () => undefined }
      },
      end: () => undefined,
    }),
  },
  {
    name: 'SQLite',
    isAvailable: true,
    prepare: async () => {
      const directory = mkdtempSync(path.join(tmpdir(), 'dailies-sqlite-'))
      let files = 0
      return {
        create: async () => {
          const file = path.join(directory, `new/${(files += 1)}.db`)
          const stores: Store[] = []
          return {
            open: () => stores[stores.push(sqliteStore({ file })) - 1]!,
            close: async () => void (await closeAll(stores)),
          }
        },
        end: () => rmSync(directory, { recursive: true, force: true }),
      }
    },
  },
  {
    name: 'PostgreSQL',
    isAvailable: hasPostgres,
    prepare: async () => {
      const cluster = await startPostgres()
      return {
        create: async () => {
          const connectionString = await cluster.createDatabase()
          const stores: Store[] = []
          return {
            open: () => stores[stores.push(postgresStore({ connectionString })) - 1]!,
            close: async () => void (await closeAll(stores)),
          }
        },
        end: () => cluster.stop(),
      }
    },
  },
]
