import type { Upstream } from '@dailies/server'

/** An upstream that can cancel jobs, and whose confirmation of a cancelled job a test can hold back. */
export interface CancellableUpstream {
  upstream: Upstream
  /** Lets polls report the end of every cancelled job. */
  confirmCancels(): void
}

/** Adds cancelling to an upstream that has none. A cancelled job fails with the code `cancelled`, and costs nothing. */
export function cancellableUpstream(upstream: Upstream): CancellableUpstream {
  const cancelled = new Set<string>()
  let isConfirmed = false
  return {
    upstream: {
      ...upstream,
      cancel: async (ref) => void cancelled.add(JSON.stringify(ref)),
      retrieve: async (ref, options) =>
        isConfirmed && cancelled.has(JSON.stringify(ref))
          ? { update: { status: 'failed', error: { code: 'cancelled', message: 'Cancelled.' } }, cost: 0 }
          : upstream.retrieve(ref, options),
    },
    confirmCancels: () => {
      isConfirmed = true
    },
  }
}
