import { isFields } from './body'
import { withoutFiles } from './received'
import type { ReceivedCreates } from './received'
import { readFault } from './faults/read-fault'
import type { Faults } from './faults/faults'
import { WireError } from './wire-error'

/** What the control routes can change. */
export interface Controls {
  faults: Faults
  counters: object
  received: ReceivedCreates
  advance(seconds: number): Promise<void>
  restart(): void
  now(): number
}

/** The name of a control route: the last path segment, after `/sandbox/`. */
export const controlOf = (pathname: string) => /^(?:\/.*)?\/sandbox\/([a-z]+)$/.exec(pathname)?.[1]

const table: Readonly<Record<string, (controls: Controls, request: Request) => Promise<unknown>>> = {
  'GET faults': ({ faults }) => Promise.resolve({ faults: faults.list() }),
  async 'POST faults'({ faults }, request) {
    const body = await readJson(request)
    faults.add(...(Array.isArray(body) ? body : [body]).map(readFault))
    return { faults: faults.list() }
  },
  'DELETE faults'({ faults }) {
    faults.clear()
    return Promise.resolve({ faults: [] })
  },
  'GET counters': ({ counters }) => Promise.resolve(counters),
  'GET creates': ({ received }) => Promise.resolve({ creates: withoutFiles(received.list) }),
  async 'POST advance'({ advance, now }, request) {
    const body = await readJson(request)
    const seconds = isFields(body) ? body['seconds'] : undefined
    if (typeof seconds !== 'number' || !(seconds >= 0)) {
      throw new WireError(400, "Pass 'seconds', 0 or more.", { code: 'invalid_value', param: 'seconds' })
    }
    await advance(seconds)
    return { now: now() }
  },
  'POST restart'({ restart }) {
    restart()
    return Promise.resolve({ restarted: true })
  },
}

/**
 * Handles a request to a control route.
 * @throws WireError 404 for an unknown route, 400 for an invalid body
 */
export async function control(controls: Controls, name: string, request: Request): Promise<Response> {
  const key = `${request.method} ${name}`
  const handler = Object.hasOwn(table, key) ? table[key] : undefined
  if (!handler) {
    throw new WireError(404, `The sandbox has no control '${key}'. It has: ${Object.keys(table).join(', ')}.`, {
      code: 'unknown_url',
    })
  }
  return Response.json(await handler(controls, request))
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new WireError(400, 'Send JSON.', { code: 'invalid_json' })
  }
}
