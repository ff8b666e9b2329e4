import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { UpstreamServer } from './upstream-server'
import { conforms, deviates, judged, missing } from './finding'
import type { Finding } from './finding'

const pathOf = (id: string) => `/videos/${encodeURIComponent(id)}`

/** Deleting a job that still runs. */
export async function checkEarlyDelete(server: UpstreamServer, id: string): Promise<Finding> {
  const answer = await server.ask('DELETE', pathOf(id))
  if (isTaken(answer)) return conforms('delete while running', String(answer.status))
  return missing('delete while running', describe(answer), 'yes')
}

/** Deleting a completed job: the answer, and what is left. */
export async function checkDelete(server: UpstreamServer, id: string): Promise<Finding[]> {
  const answer = await server.ask('DELETE', pathOf(id))
  if (!isTaken(answer)) return [missing('delete', describe(answer), 'yes')]
  const left = await server.ask('GET', pathOf(id))
  return [
    judged('delete', deviationsFrom('DeletedVideo', answer.json)),
    left.status === 404 ? conforms('after delete', '404') : deviates('after delete', describe(left)),
  ]
}
