import { VideoError } from '@dailies/core'

/** Reads the `Idempotency-Key` header. @throws VideoError `invalid_request` if it is too long */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')?.trim()
  if (!key) return undefined
  if (key.length <= 255) return key
  throw new VideoError('Idempotency-Key is too long. Use at most 255 characters, such as a UUID.', {
    code: 'invalid_request',
    param: 'Idempotency-Key',
  })
}
