import type { OnSettled } from '@dailies/server'
import { Webhook } from 'standardwebhooks'

/** Sends a signed webhook for each video that has completed or failed. */
export function sendWebhooks(url: string, secret: string): OnSettled {
  const webhook = new Webhook(secret)
  return async (video, { owner, final, version }) => {
    const id = `${video.id}.${version}` // a repeated call has the same id
    const sentAt = new Date()
    const body = JSON.stringify({
      type: 'video.settled',
      timestamp: sentAt.toISOString(),
      data: { owner, final, version, video },
    })
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Webhook-Id': id,
        'Webhook-Timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
        'Webhook-Signature': webhook.sign(id, sentAt, body),
      },
      body,
      signal: AbortSignal.timeout(20_000), // less than the 30 seconds of a call
    })
    if (!response.ok) throw new Error(`The receiver answered ${response.status}.`) // so that it is sent again
  }
}
