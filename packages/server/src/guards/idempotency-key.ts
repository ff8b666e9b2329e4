import { VideoError } from '@dailies/core'

/** The client's key of its intent. @throws VideoError naming it */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')?.trim()
  if (!key) return undefined
  if (key.length <= 255) return key
  throw new VideoError('Idempotency-Key may have 255 characters.', {
    code: 'invalid_request',
    param: 'Idempotency-Key',
  })
}
