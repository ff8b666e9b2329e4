import { listen } from '@dailies/sandbox'
import type { Charge } from '../../jobs/credits'

/** The ledger of an app, on a bad day: it outlives every instance, and is effective once for each id. */
export interface LedgerServer {
  url: string
  /** What each charge is worth now. */
  readonly charges: ReadonlyMap<string, { videoId: string; state: 'debited' | 'refunded' }>
  /** Calls that took effect, were answered wrongly, late, twice or not at all. */
  readonly calls: number
  calm(): void
  close(): Promise<void>
}

/** How calls fail: before and after they took effect, and long after the caller has given up. */
const faults = [
  { kind: 'error before', share: 0.04 },
  { kind: 'error after', share: 0.04 },
  { kind: 'effect after the error', share: 0.03 },
  { kind: 'slow', share: 0.1 },
] as const
const lateMs = 2_000

export async function startLedger(random: () => number): Promise<LedgerServer> {
  const charges = new Map<string, { videoId: string; state: 'debited' | 'refunded' }>()
  let calls = 0
  let isCalm = false

  function apply(verb: string, { id, videoId }: Charge): string | undefined {
    calls += 1
    if (verb === 'refund') charges.set(id, { videoId, state: 'refunded' })
    else if (charges.get(id)?.state === 'refunded') return 'This charge was refunded already.'
    else charges.set(id, { videoId, state: 'debited' })
    return undefined
  }

  function faultOf(): (typeof faults)[number]['kind'] | undefined {
    let rest = isCalm ? 1 : random()
    for (const { kind, share } of faults) {
      if (rest < share) return kind
      rest -= share
    }
    return undefined
  }

  const server = await listen({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const verb = new URL(request.url).pathname.split('/').at(-1) ?? ''
      const charge = (await request.json()) as Charge
      const failure = new Response('The ledger is down.', { status: 503 })
      const fault = faultOf()
      if (fault === 'error before') return failure
      if (fault === 'effect after the error') {
        setTimeout(() => apply(verb, charge), lateMs)
        return failure
      }
      if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, lateMs))
      const reason = apply(verb, charge)
      return fault === 'error after' ? failure : Response.json({ reason })
    },
  })
  return {
    url: server.baseURL,
    charges,
    get calls() {
      return calls
    },
    calm: () => (isCalm = true),
    close: () => server.close(),
  }
}
