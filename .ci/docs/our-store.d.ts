import type { Store } from '@dailies/server'

interface Database {
  close(): Promise<void>
}
export declare function emptyDatabase(): Promise<Database>
export declare function openStore(database: Database): Store
