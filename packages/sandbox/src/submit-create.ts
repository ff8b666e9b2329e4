import type { ApiContext } from './api'
import type { Fault } from './faults/fault'
import type { ApiName, CreateRequest, Job } from './job'

/** A create whose body is parsed, but not validated. */
export interface ParsedCreate {
  api: ApiName
  request: Request
  /** In the path; undefined if the body has it. */
  model: string | undefined
  body: unknown
  faults: readonly Fault[]
  /** Validates the body. @throws WireError */
  read(): CreateRequest | Promise<CreateRequest>
}

/**
 * Records a create, validates it, and creates its job.
 * @throws WireError what `read` throws; the record of the create then has no request
 */
export async function submitCreate(
  { received, idempotencyKeys }: ApiContext,
  { api, request, model, body, faults, read }: ParsedCreate,
): Promise<Job> {
  const key = request.headers.get('idempotency-key')
  const record = received.add({ api, model, idempotencyKey: key, body })
  record.request = await read()
  return idempotencyKeys.submit(record.request, { api, key, isStuck: faults.some(({ kind }) => kind === 'stuck') })
}
