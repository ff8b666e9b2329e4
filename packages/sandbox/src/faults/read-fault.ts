import { isFields } from '../body'
import { apiNames } from '../job'
import { WireError } from '../wire-error'
import { faultKinds } from './fault'
import type { Fault } from './fault'

// Validators of all fields, whatever the kind; other fields are rejected.
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: (value) => typeof value === 'string' && faultKinds.includes(value),
  on: (value) => typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')),
  api: (value) => apiNames.some((name) => name === value),
  after: (value) => isAmount(value),
  times: (value) => isAmount(value),
  chance: (value) => isShare(value),
  seconds: (value) => isAmount(value),
  status: (value) => typeof value === 'string' || isAmount(value),
  location: (value) => typeof value === 'string',
  url: (value) => typeof value === 'string',
  code: (value) => typeof value === 'string',
  message: (value) => typeof value === 'string',
  retryAfter: (value) => isAmount(value),
  takesEffect: (value) => typeof value === 'boolean',
  share: (value) => isShare(value),
  count: (value) => isAmount(value),
}

const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0
const isShare = (value: unknown) => isAmount(value) && value <= 1

/**
 * Parses and validates a fault.
 * @throws WireError 400 naming the invalid field
 */
export function readFault(value: unknown): Fault {
  if (!isFields(value)) throw invalidFault('a fault is an object with a kind', 'kind')
  for (const [name, given] of Object.entries(value)) {
    if (!(Object.hasOwn(fields, name) && fields[name]?.(given))) {
      throw invalidFault(`'${name}' must not be ${JSON.stringify(given)}`, name)
    }
  }
  if (!isFault(value)) {
    throw invalidFault(`it needs a kind (${faultKinds.join(', ')}) and what that kind needs`, 'kind')
  }
  return value
}

const isFault = (value: unknown): value is Fault => {
  if (!isFields(value)) return false
  const { kind, status, seconds, url } = value
  if (kind === 'latency') return seconds !== undefined
  if (kind === 'redirect') return status === undefined || typeof status === 'number'
  if (kind === 'link') return url !== undefined
  if (kind === 'status') return typeof status === 'string'
  if (kind === 'error') return isErrorStatus(status)
  if (kind === 'html') return status === undefined || isErrorStatus(status)
  return kind !== undefined
}

const isErrorStatus = (value: unknown) => Number.isInteger(value) && isAmount(value) && value >= 400 && value < 600

const invalidFault = (why: string, param: string) =>
  new WireError(400, `This is not a valid fault: ${why}.`, { code: 'invalid_value', param })
