import { boundCalls } from '../net/bound-calls'
import type { OutboxRule } from '../store/outbox'
import type { Store } from '../store/store'

/** The operations of a store that take `WriteOptions`. */
type Write = {
  [Name in keyof Store]-?: [TakesOutbox<Parameters<NonNullable<Store[Name]>>[number]>] extends [never] ? never : Name
}[keyof Store]
type TakesOutbox<Parameter> = Parameter extends object ? ('outbox' extends keyof Parameter ? Parameter : never) : never

/** Which parameter of a write its options are. An operation that is missing here does not compile. */
const optionsAt: Readonly<Record<Write, number>> = { reserve: 1, admit: 1, insertExisting: 2, saveUpdate: 2, delete: 3 }
const isWrite = (name: string): name is Write => Object.hasOwn(optionsAt, name)

/** The store whose every write of a job has this rule for the outbox, so that no caller can forget it. */
export const withOutbox = (store: Store, outbox: OutboxRule): Store =>
  boundCalls(store, (name, call, args) => {
    if (!isWrite(name)) return call(...args)
    const at = optionsAt[name]
    return call(...args.slice(0, at), { ...(args[at] as object | undefined), outbox })
  })
