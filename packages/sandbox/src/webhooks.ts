import { hexadecimal } from './seeded-random'
import type { Clock } from './clock'
import type { Fault } from './faults/fault'
import type { Faults } from './faults/faults'
import type { Job } from './job'
import { isWebhookSecret, secretForm, signWebhook } from './webhook-signature'

/** Where webhooks are sent. */
export interface WebhookOptions {
  /** Receives a POST request per settled job. */
  url: string
  /** `whsec_` and the key in base64. */
  secret: string
  /** Sends a delivery. @default the global fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
}

/** What deliveries depend on. */
export interface WebhooksOptions {
  clock: Clock
  faults: Faults
  seed: number
  webhook: WebhookOptions
  /** The id of the job as clients know it. */
  idOf(job: Job): string
}

/** Sends a webhook for every settled job. */
export interface Webhooks {
  /** Resolves when the receiver has answered the first delivery, if there is one. */
  notify(job: Job): Promise<void>
  /** Sent deliveries, including repeats and failures. */
  readonly deliveries: number
}

interface Delivery {
  id: string
  body: string
  /** When the job ended, in Unix seconds. */
  since: number
  attempt: number
}

// OpenAI retries for up to 72 hours with growing delays: https://platform.openai.com/docs/guides/webhooks
const repeatFor = 72 * 3600
const waits = [5, 30, 120, 600, 3600]
const patience = 15_000

export function createWebhooks({ clock, faults, seed, webhook, idOf }: WebhooksOptions): Webhooks {
  const { url, secret, fetch = globalThis.fetch } = webhook
  if (!isWebhookSecret(secret)) throw new TypeError(secretForm)
  const delayed: (() => Promise<void>)[] = []
  let deliveries = 0

  const post = async ({ id, body }: Delivery, active: readonly Fault[]): Promise<boolean> => {
    const isForged = active.some(({ kind }) => kind === 'bad_signature')
    const headers = await signWebhook(isForged ? 'whsec_Zm9yZ2Vk' : secret, {
      id,
      body,
      timestamp: Math.floor(clock.now()),
    })
    deliveries += 1
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'dailies-sandbox', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  const send = async (delivery: Delivery, active: readonly Fault[]) => {
    const repeats = active.reduce((sum, fault) => sum + (fault.kind === 'repeat' ? (fault.count ?? 1) : 0), 0)
    let received = await post(delivery, active)
    for (let repeat = 0; repeat < repeats; repeat += 1) received = (await post(delivery, active)) && received
    for (const sendDelayed of delayed.splice(0)) await sendDelayed()
    if (received) return
    const wait = waits[Math.min(delivery.attempt, waits.length - 1)] ?? 0
    if (clock.now() + wait - delivery.since > repeatFor) return
    clock.at(clock.now() + wait, () => deliver({ ...delivery, attempt: delivery.attempt + 1 }))
  }

  const deliver = async (delivery: Delivery): Promise<void> => {
    const active = faults.take('webhook')
    const sendNow = () => send(delivery, active)
    if (active.some(({ kind }) => kind === 'unsent')) return
    const late = active.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.seconds : 0), 0)
    if (active.some(({ kind }) => kind === 'reorder')) delayed.push(sendNow)
    else if (late > 0) clock.at(clock.now() + late, sendNow)
    else await sendNow()
  }

  return {
    notify(job) {
      const id = `evt_${hexadecimal(seed, `event/${job.number}`, 32)}`
      const since = Math.floor(clock.now())
      const body = JSON.stringify({
        id,
        object: 'event',
        created_at: since,
        type: job.state.status === 'completed' ? 'video.completed' : 'video.failed',
        data: { id: idOf(job) },
      })
      return deliver({ id, body, since, attempt: 0 })
    },
    get deliveries() {
      return deliveries
    },
  }
}
