import { checkContent, checkEarlyContent } from './check-content'
import { checkCreation } from './check-creation'
import { checkDerived } from './check-derived'
import { checkLife } from './check-life'
import { checkList } from './check-list'
import { checkRejections } from './check-rejections'
import { checkEarlyDelete, checkDelete } from './check-delete'
import { upstreamServer } from './upstream-server'
import type { Finding } from './finding'
import { untested } from './finding'
import type { ConformOptions } from './options'

// Minimum time-out of a response in seconds, however short the deadline of a job.
const shortestPatience = 30

/** How a server implements the Videos API. */
export interface ConformReport {
  object: 'conformance'
  base_url: string
  findings: Finding[]
  /** Number of findings by outcome. */
  conforms: number
  deviates: number
  missing: number
  untested: number
  /** Whether Dailies can create videos with this server. */
  usable: boolean
}

/**
 * Checks a server from create to delete. Creates videos: see `planConform` for how many.
 * @throws Error if the server does not respond
 */
export async function conform({
  baseURL,
  apiKey,
  model,
  size,
  seconds = '4',
  pollEvery = 5,
  deadline = 900,
  fetch = globalThis.fetch,
  onStep = () => {},
}: ConformOptions): Promise<ConformReport> {
  // A synchronous server responds to a create when the video is finished.
  const server = upstreamServer({ baseURL, apiKey, fetch, patience: Math.max(deadline, shortestPatience) * 1000 })
  const findings: Finding[] = []
  const found = (...more: Finding[]) => findings.push(...more)

  onStep('rejections')
  found(...(await checkRejections(server, apiKey !== undefined)))

  onStep('create')
  const fields = { prompt: 'A brass lamp on a desk.', seconds, ...(model ? { model } : {}), ...(size ? { size } : {}) }
  const creation = await checkCreation(server, fields)
  found(...creation.findings)
  const [first, second] = creation.jobs.map(({ seen }) => seen)
  if (!first) return reportOf(baseURL, findings)

  const running = second ?? first
  if (first.isEnded || running.id === undefined) found(untested('content while running', 'no job ran'))
  else found(await checkEarlyContent(server, running.id))

  onStep('list')
  found(...(await checkList(server)))

  if (second?.id !== undefined && !second.isEnded) {
    onStep('delete while running')
    found(await checkEarlyDelete(server, second.id))
  }

  onStep('the life of a job')
  const life = await checkLife(server, first, { pollEvery, deadline, onStep })
  found(...life.findings)
  const { end } = life
  if (!end?.isCompleted) return reportOf(baseURL, findings)

  // Keep the id of the create: some servers write another one in every response, which may not even have content.
  const id = first.id ?? ''
  onStep('content')
  found(...(await checkContent(server, { ...end, id })))
  onStep('remix, edit, extend')
  const derived = await checkDerived(server, id, seconds)
  found(...derived.findings)

  onStep('delete')
  found(...(await checkDelete(server, id)))
  for (const id of derived.made) await server.ask('DELETE', `/videos/${encodeURIComponent(id)}`)
  return reportOf(baseURL, findings)
}

function reportOf(baseURL: string, findings: Finding[]): ConformReport {
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome).length
  const hasVideo = findings.some(({ point, outcome, handled }) => {
    return point === 'content: video' && outcome !== 'missing' && handled === 'yes'
  })
  return {
    object: 'conformance',
    base_url: baseURL,
    findings,
    conforms: count('conforms'),
    deviates: count('deviates'),
    missing: count('missing'),
    untested: count('untested'),
    usable: hasVideo && findings.every(({ handled }) => handled !== 'no'),
  }
}
