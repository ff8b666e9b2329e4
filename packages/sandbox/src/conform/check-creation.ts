import { deviationsFrom } from './deviations'
import { describe, isTaken } from './upstream-server'
import type { Answer, UpstreamServer, Sent } from './upstream-server'
import { conforms, deviates, judged, missing } from './finding'
import type { Finding } from './finding'
import { readJob } from './read-job'
import type { SeenJob } from './read-job'

/** How the server accepts a new job, and the jobs that the checks created. */
export interface Creation {
  findings: Finding[]
  /** The response bodies and jobs, in the order of creation. */
  jobs: { body: unknown; seen: SeenJob }[]
  /** The request that creates another job. */
  again: Sent | undefined
}

/** Creates one video per body encoding, at most two. */
export async function checkCreation(server: UpstreamServer, fields: Record<string, string>): Promise<Creation> {
  const creation: Creation = { findings: [], jobs: [], again: undefined }
  const take = (answer: Answer, sent: Sent) => {
    creation.again ??= sent
    creation.jobs.push({ body: answer.json, seen: readJob(answer.json) })
  }

  const form = await server.ask('POST', '/videos', { form: fields })
  if (isTaken(form)) {
    creation.findings.push(conforms('create by multipart', String(form.status)))
    take(form, { form: fields })
  } else {
    creation.findings.push(missing('create by multipart', describe(form), 'yes'))
  }

  const json = await server.ask('POST', '/videos', { json: fields })
  if (isTaken(json)) {
    creation.findings.push(conforms('create by JSON', String(json.status)))
    take(json, { json: fields })
  } else {
    const numbered = { ...fields, seconds: Number(fields['seconds']) }
    const retried = await server.ask('POST', '/videos', { json: numbered })
    if (isTaken(retried)) {
      creation.findings.push(deviates('create by JSON', 'seconds must be a number'))
      take(retried, { json: numbered })
    } else {
      creation.findings.push(missing('create by JSON', describe(json), creation.jobs.length > 0 ? 'yes' : 'no'))
    }
  }

  const [first] = creation.jobs
  if (!first) return creation
  const { seen, body } = first
  creation.findings.push(
    seen.id === undefined
      ? deviates('id', 'the answer names none', 'no')
      : seen.idField === 'id'
        ? conforms('id', /[/+=:]/.test(seen.id) ? `holds characters that must be encoded` : 'id')
        : deviates('id', `is in ${seen.idField}`),
    judged('answer to create', deviationsFrom('Video', body), seen.id !== undefined),
  )
  return creation
}
