import type { DurableObjectSqlStorage } from '@dailies/server/durable-object'

// What docs/workers.md takes from Workers. Its code runs in `packages/server/src/durable-object.hosts.test.ts`.
declare global {
  interface DurableObjectState {
    storage: DurableObjectSqlStorage
  }
  interface DurableObjectNamespace<T> {
    idFromName(name: string): object
    get(id: object): T
  }
}
