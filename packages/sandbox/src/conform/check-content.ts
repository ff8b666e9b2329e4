import { describe, isTaken } from './upstream-server'
import type { Answer, UpstreamServer } from './upstream-server'
import { conforms, deviates, missing, untested } from './finding'
import type { Finding } from './finding'
import { readJob } from './read-job'
import type { SeenJob } from './read-job'
import { sniff } from './sniff'

/** Checks content while the job runs. */
export async function checkEarlyContent(server: UpstreamServer, id: string): Promise<Finding> {
  const answer = await server.ask('GET', `/videos/${encodeURIComponent(id)}/content`)
  if (isTaken(answer)) return deviates('content while running', `${describe(answer)}`)
  return conforms('content while running', describe(answer))
}

/** Checks the three files of a completed job, wherever they are. */
export async function checkContent(server: UpstreamServer, job: SeenJob): Promise<Finding[]> {
  const path = `/videos/${encodeURIComponent(job.id ?? '')}/content`
  const video = await checkVideo(server, job, await server.ask('GET', path))
  const thumbnail = checkPreview('thumbnail', await server.ask('GET', `${path}?variant=thumbnail`), 'image/webp')
  const spritesheet = checkPreview('spritesheet', await server.ask('GET', `${path}?variant=spritesheet`), 'image/jpeg')
  const range = await server.ask('GET', path, { headers: { range: 'bytes=0-9' } })
  return [video, thumbnail, spritesheet, checkRange(range)]
}

async function checkVideo(server: UpstreamServer, job: SeenJob, answer: Answer): Promise<Finding> {
  const point = 'content: video'
  const direct = isTaken(answer) ? sniff(answer.bytes) : undefined
  if (direct !== undefined) return judgeType(point, direct, answer.headers.get('content-type'))

  const redirect = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : undefined
  const link = redirect ?? readJob(answer.json).link ?? job.link
  if (link) {
    const followed = await server.follow(link)
    const type = isTaken(followed) ? sniff(followed.bytes) : undefined
    const how = redirect ? `a ${answer.status} to another place` : `${describe(answer)}; a link in an answer`
    if (type !== undefined) return deviates(point, `${how}, ${type}`)
    return deviates(point, `${how}, which answers ${describe(followed)} without the key`, 'no')
  }
  if (job.inline) return deviates(point, `${describe(answer)}; in the answer itself, as base64`)
  return missing(point, describe(answer), 'no')
}

function judgeType(point: string, type: string, label: string | null): Finding {
  if (type !== 'video/mp4') return deviates(point, `the bytes are ${type}, the label is ${label ?? 'missing'}`)
  return label?.startsWith(type) ? conforms(point, type) : deviates(point, `${type} labelled ${label ?? 'not at all'}`)
}

// If a preview is missing, Dailies draws one from the video in the browser.
function checkPreview(name: string, answer: Answer, expected: string): Finding {
  const point = `content: ${name}`
  if (!isTaken(answer)) return missing(point, describe(answer), 'yes')
  const type = sniff(answer.bytes)
  if (type === expected) return conforms(point, expected)
  if (type?.startsWith('image/')) return deviates(point, `${type} instead of ${expected}`)
  return deviates(point, type === undefined ? describe(answer) : `${type}, the video in its place`)
}

function checkRange(answer: Answer): Finding {
  const point = 'content: Range'
  if (answer.status === 206) return conforms(point, `206, ${answer.bytes.length} bytes`)
  // Dailies serves ranges from its own copy.
  if (answer.status === 200) return missing(point, 'served whole', 'yes')
  return untested(point, describe(answer))
}
