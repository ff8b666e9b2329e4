import type { ServerContext } from '../server-context'

/** The clocks of instances differ by less. */
const toleranceMs = 5_000

/**
 * Creates a function that notices that the clock was set back, also while no instance was running, and then makes the
 * scheduled jobs due earlier: otherwise nothing would be polled until the clock has caught up.
 */
export function createClockWatch({ store, upstreams, now }: ServerContext): () => Promise<void> {
  let latest: number | undefined
  return async () => {
    latest ??= (await store.lastChangeAt()) ?? now()
    const byMs = latest - now()
    latest = now()
    if (byMs <= toleranceMs) return
    const ids = upstreams.fixed?.upstreams.map(({ id }) => id) ?? (await store.listDueUpstreams())
    for (const upstreamId of ids) await store.shiftDue({ upstreamId, byMs, now: now() })
    await store.shiftEntries({ byMs, now: now() })
  }
}
