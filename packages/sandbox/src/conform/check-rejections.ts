import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { Answer, UpstreamServer } from './upstream-server'
import { conforms, deviates, judged } from './finding'
import type { Finding } from './finding'

/** Checks error responses: an unknown id, a wrong key, and an invalid create. */
export async function checkRejections(server: UpstreamServer, hasKey: boolean): Promise<Finding[]> {
  const unknown = await server.ask('GET', '/videos/video_00000000000000000000000000000000')
  const invalid = await server.ask('POST', '/videos', { json: { model: 'no-such-model', seconds: '-1' } })
  const findings = [
    expectStatus('unknown id', unknown, 404),
    isTaken(invalid)
      ? deviates('invalid create', `taken with ${invalid.status}: check that nothing was billed`, 'yes')
      : expectStatus('invalid create', invalid, 400),
    judged('body of an error', deviationsFrom('Error', unknown.json)),
  ]
  if (!hasKey) return findings
  const wrong = await server.ask('GET', '/videos/video_00000000000000000000000000000000', { apiKey: 'wrong-key' })
  return [...findings, expectStatus('wrong key', wrong, 401)]
}

// Dailies writes its own error body, whatever the server's looks like.
const expectStatus = (point: string, answer: Answer, status: number): Finding =>
  answer.status === status ? conforms(point, String(status)) : deviates(point, describe(answer))
