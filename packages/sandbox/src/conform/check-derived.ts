import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { UpstreamServer, Sent } from './upstream-server'
import { judged, missing } from './finding'
import type { Finding } from './finding'
import { readJob } from './read-job'

/** Checks remix, edit and extend of a completed job; returns the ids of the created jobs. */
export async function checkDerived(
  server: UpstreamServer,
  id: string,
  seconds: string,
): Promise<{ findings: Finding[]; made: string[] }> {
  const prompt = 'The same, at night.'
  const operations: readonly [name: string, path: string, sent: Sent][] = [
    ['remix', `/videos/${encodeURIComponent(id)}/remix`, { json: { prompt } }],
    ['edit', '/videos/edits', { json: { prompt, video: { id } } }],
    ['extend', '/videos/extensions', { json: { prompt, video: { id }, seconds } }],
  ]
  const findings: Finding[] = []
  const made: string[] = []
  for (const [name, path, sent] of operations) {
    const answer = await server.ask('POST', path, sent)
    if (!isTaken(answer)) {
      findings.push(missing(name, describe(answer)))
      continue
    }
    const seen = readJob(answer.json)
    if (seen.id !== undefined) made.push(seen.id)
    findings.push(judged(name, deviationsFrom('Video', answer.json), seen.id !== undefined))
  }
  return { findings, made }
}
