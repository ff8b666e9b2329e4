import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import type { Upstream } from '../upstream/upstream'

const reportEveryMs = 3_600_000
/** How long an upstream is not looked for again after that failed: one that hangs must not delay the others each time. */
const retryAfterMs = 60_000

/**
 * Creates a function that returns the upstreams whose jobs this server may work on, each time beginning with another
 * one, so that none waits behind the backlog of the others; for one job, its upstream. Jobs of an upstream that is not
 * connected stay as they are, and the operator gets an event about them once an hour.
 */
export function createConnectedUpstreams({
  upstreams,
  store,
  now,
  emit,
}: ServerContext): (only?: Job) => Promise<readonly Upstream[]> {
  let turn = 0
  let reportedAt = -Infinity

  const failedAt = new Map<string, number>()

  /** An upstream that cannot be found out now is not connected now. */
  async function find(id: string): Promise<Upstream | undefined> {
    if (now() - (failedAt.get(id) ?? -Infinity) < retryAfterMs) return undefined
    failedAt.delete(id)
    try {
      return await upstreams.byId(id)
    } catch {
      failedAt.set(id, now())
      return undefined
    }
  }

  return async (only) => {
    if (only) {
      const upstream = await find(only.upstreamId)
      return upstream ? [upstream] : []
    }
    const { fixed } = upstreams
    const isReportDue = now() - reportedAt >= reportEveryMs
    if (fixed && !isReportDue) return rotate(fixed.upstreams, (turn += 1))
    const startedAt = now()
    const ids = await store.listDueUpstreams()
    const found = await Promise.all(ids.map(find))
    if (isReportDue) {
      reportedAt = startedAt
      const missing = ids.filter((_, index) => !found[index])
      for (const upstreamId of missing) emit({ type: 'upstream_missing', upstreamId, durationMs: now() - startedAt })
    }
    return rotate(fixed ? fixed.upstreams : found.filter((upstream) => upstream !== undefined), (turn += 1))
  }
}

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = list.length === 0 ? 0 : by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
