import type { Json } from '../upstream/upstream'

/** SHA-256 of bytes or text, in hex. */
export async function digest(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Hashes an upstream reference to a database key of fixed length, because a reference may be any JSON, hundreds of
 * characters long. The id of the upstream is part of it, since two upstreams may both answer `task_1`.
 */
export const refKeyOf = (upstreamId: string, ref: Json): Promise<string> => digest(canonical([upstreamId, ref]))

/** JSON text that is the same for equal values, whatever the order of their fields. */
export const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
