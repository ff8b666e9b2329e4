import { isFields } from '../body'

/** What could be parsed from a body that should be a Video. */
export interface SeenJob {
  id: string | undefined
  /** The field that had the id. */
  idField: string | undefined
  /** The status as the server writes it. */
  status: string
  isEnded: boolean
  isCompleted: boolean
  /** URL of the video, if the response has it. */
  link: string | undefined
  /** The video in base64, if the response has it. */
  inline: boolean
}

const completed = new Set(['completed', 'succeeded', 'success', 'done'])
const failed = new Set(['failed', 'error', 'fail', 'nsfw', 'moderated', 'cancelled', 'canceled', 'expired', 'deleted'])
const idFields = ['id', 'video_id', 'task_id', 'request_id']
const linkFields = ['url', 'video_url', 'output_url', 'content_url']

/** Parses a job leniently. */
export function readJob(body: unknown): SeenJob {
  const fields = isFields(body) ? body : {}
  const idField = idFields.find((name) => typeof fields[name] === 'string' && fields[name] !== '')
  const id = idField === undefined ? undefined : String(fields[idField])
  const status = typeof fields['status'] === 'string' ? fields['status'] : ''
  const word = status.toLowerCase()
  const isCompleted = completed.has(word)
  const first = firstOf(fields['data']) ?? firstOf(fields['output']) ?? {}
  const metadata = isFields(fields['metadata']) ? fields['metadata'] : {}
  const link = [
    ...linkFields.map((name) => fields[name]),
    first['url'],
    metadata['url'],
    firstText(fields['urls']),
  ].find((value): value is string => typeof value === 'string' && value !== '')
  return {
    id,
    idField,
    status,
    isEnded: isCompleted || failed.has(word),
    isCompleted,
    link,
    inline: typeof first['b64_json'] === 'string',
  }
}

const firstOf = (value: unknown) => (Array.isArray(value) && isFields(value[0]) ? value[0] : undefined)

const firstText = (value: unknown) => (Array.isArray(value) && typeof value[0] === 'string' ? value[0] : undefined)
