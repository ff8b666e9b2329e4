import { VideoError } from '@dailies/core'
import { boundCalls } from '../net/bound-calls'
import { settleInTime } from '../net/with-timeout'
import type { Store } from './store'

/** Longer than our stores wait for a statement themselves: 40 s in PostgreSQL, 15 s for the write lock of SQLite. */
const defaultTimeoutMs = 45_000

/** Bounds every call of a store by a timer of our own. A call that timed out may still take effect. */
export const boundStore = (store: Store, timeoutMs = defaultTimeoutMs): Store =>
  boundCalls(store, (_, call, args) =>
    settleInTime(async () => call(...args), {
      timeoutMs,
      timeoutError: () =>
        new VideoError('The database did not respond in time. Try again later.', { code: 'overloaded' }),
    }),
  )
