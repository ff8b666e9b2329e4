import { deviationsFrom } from './deviations'
import { isTaken } from './upstream-server'
import type { UpstreamServer } from './upstream-server'
import { conforms, deviates, judged, missing } from './finding'
import type { Finding } from './finding'
import { readJob } from './read-job'
import type { SeenJob } from './read-job'

/** The lifecycle of a job, and its final state. */
export interface Life {
  findings: Finding[]
  end: SeenJob | undefined
}

/** Polls a job until it is settled. */
export async function checkLife(
  server: UpstreamServer,
  first: SeenJob,
  { pollEvery, deadline, onStep }: { pollEvery: number; deadline: number; onStep(line: string): void },
): Promise<Life> {
  if (first.isEnded) {
    return { findings: [deviates('life of a job', `the answer to create is ${first.status} already`)], end: first }
  }
  const path = `/videos/${encodeURIComponent(first.id ?? '')}`
  const statuses = [first.status]
  const progress = new Set<string>()
  const deviations = new Set<string>()
  const ids = new Set<string>()
  let requestedWait: string | null = null
  let reported = ''

  for (let waited = 0; waited <= deadline; waited += pollEvery) {
    const answer = await server.ask('GET', path)
    if (answer.status === 404 || answer.status === 405) {
      return { findings: [missing('retrieve', String(answer.status), 'no')], end: undefined }
    }
    requestedWait ??= answer.headers.get('openai-poll-after-ms')
    if (isTaken(answer)) {
      const seen = readJob(answer.json)
      if (seen.status !== statuses[statuses.length - 1]) statuses.push(seen.status)
      if (seen.id !== undefined) ids.add(seen.id)
      for (const line of deviationsFrom('Video', answer.json)) deviations.add(line)
      progress.add(JSON.stringify(Object(answer.json).progress ?? null))
      if (seen.isEnded) {
        return { findings: findingsOf(first, { statuses, progress, deviations, ids, requestedWait }), end: seen }
      }
      const now = `  ${seen.status}, progress ${JSON.stringify(Object(answer.json).progress ?? null)}`
      if (now !== reported) onStep(now)
      reported = now
    }
    await new Promise((resolve) => setTimeout(resolve, pollEvery * 1000))
  }
  return {
    findings: [deviates('life of a job', `not ended after ${deadline} s: ${statuses.join(', ')}`, 'no')],
    end: undefined,
  }
}

interface Seen {
  statuses: string[]
  progress: Set<string>
  deviations: Set<string>
  ids: Set<string>
  requestedWait: string | null
}

const specified = new Set(['queued', 'in_progress', 'completed', 'failed'])

function findingsOf(first: SeenJob, { statuses, progress, deviations, ids, requestedWait }: Seen): Finding[] {
  const words = statuses.join(', ')
  const isWhole = [...progress].every((value) => /^\d+$/.test(value))
  const isSame = [...ids].every((id) => id === first.id)
  return [
    judged('answer to retrieve', [...deviations]),
    statuses.every((status) => specified.has(status)) ? conforms('statuses', words) : deviates('statuses', words),
    isSame ? conforms('id on retrieve', 'that of create') : deviates('id on retrieve', 'another than that of create'),
    (isWhole ? conforms : deviates)('progress', [...progress].slice(0, 8).join(', ')),
    requestedWait === null
      ? missing('openai-poll-after-ms', 'not sent', 'yes')
      : conforms('openai-poll-after-ms', requestedWait),
  ]
}
