import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { UpstreamServer } from './upstream-server'
import { conforms, deviates, judged, missing } from './finding'
import type { Finding } from './finding'

const pathOf = (id: string) => `/videos/${encodeURIComponent(id)}`

/** Checks deleting a running job. */
export async function checkEarlyDelete(server: UpstreamServer, id: string): Promise<Finding> {
  const answer = await server.ask('DELETE', pathOf(id))
  if (isTaken(answer)) return conforms('delete while running', String(answer.status))
  return missing('delete while running', describe(answer), 'yes')
}

/** Checks deleting a completed job: the response, and a retrieve afterwards. */
export async function checkDelete(server: UpstreamServer, id: string): Promise<Finding[]> {
  const answer = await server.ask('DELETE', pathOf(id))
  if (!isTaken(answer)) return [missing('delete', describe(answer), 'yes')]
  const after = await server.ask('GET', pathOf(id))
  return [
    judged('delete', deviationsFrom('DeletedVideo', answer.json)),
    after.status === 404 ? conforms('after delete', '404') : deviates('after delete', describe(after)),
  ]
}
