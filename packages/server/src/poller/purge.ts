import type { ServerContext } from '../server-context'

const intervalMs = 3_600_000
/** Few enough that a transaction is short. */
const batchSize = 500

/** Creates a function that purges the store at most once an hour, in short transactions. */
export function createPurge({ store, now, purgeAfterMs }: ServerContext): () => Promise<void> {
  let purgedAt = -Infinity
  return async () => {
    // Also after the clock was set back.
    if (Math.abs(now() - purgedAt) < intervalMs) return
    purgedAt = now()
    const options = { before: now() - purgeAfterMs, now: now(), limit: batchSize }
    while ((await store.purge(options)) > 0);
  }
}
