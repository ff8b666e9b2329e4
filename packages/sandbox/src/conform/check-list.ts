import { isFields } from '../body'
import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { UpstreamServer } from './upstream-server'
import { conforms, deviates, judged, missing } from './finding'
import type { Finding } from './finding'

/** Checks the list and its paging. Dailies keeps its own list, so nothing depends on this one. */
export async function checkList(server: UpstreamServer): Promise<Finding[]> {
  const first = await server.ask('GET', '/videos?limit=1')
  if (!isTaken(first)) return [missing('list', describe(first), 'yes')]
  const findings = [judged('list', deviationsFrom('VideoList', first.json))]
  const page = isFields(first.json) ? first.json : {}
  const data = Array.isArray(page['data']) ? page['data'] : []
  findings.push(
    data.length <= 1 ? conforms('list: limit', `${data.length} of 1`) : deviates('list: limit', `${data.length} of 1`),
  )
  const last = page['last_id']
  if (typeof last !== 'string') return [...findings, missing('list: after', 'no last_id to go on from', 'yes')]
  const second = await server.ask('GET', `/videos?limit=1&after=${encodeURIComponent(last)}`)
  const next = isTaken(second) && isFields(second.json) ? second.json : {}
  const rest = Array.isArray(next['data']) ? next['data'] : []
  if (rest.length === 0 && next['has_more'] === true) {
    return [...findings, deviates('list: after', 'an empty page that promises more')]
  }
  const repeats = rest.some((video) => isFields(video) && video['id'] === last)
  return [
    ...findings,
    repeats ? deviates('list: after', 'the same page again') : conforms('list: after', describe(second)),
  ]
}
