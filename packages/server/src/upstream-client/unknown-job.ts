import { fieldsOf, parseErrorFields } from '@dailies/core/internal'
import type { ErrorFields } from '@dailies/core/internal'

const subject = '(?:task|job|video|generation|render|request)(?:_?id)?'
/** `task_not_exist`, `TaskNotFound`, `no_such_job`, `unknown_video`, `video_does_not_exist`. */
const unknownCode = new RegExp(
  `^(?:${subject}_?(?:(?:is_|was_)?not_?(?:found|exists?)|does_?not_?exist|unknown|missing)|(?:no_?such|unknown)_?${subject})$`,
  'i',
)
const unknownMessage = new RegExp(
  `\\b(?:${subject})\\b.{0,80}\\b(?:not (?:found|exists?)|does(?: not|n't) exist|unknown)\\b|\\b(?:no such|unknown) (?:${subject})\\b`,
  'i',
)

/**
 * Whether an error says that the server does not know the job, whatever its HTTP status: relays send 400, or 200. A
 * code decides; a message only if there is no code.
 */
export function isUnknownJob({ code, message }: { code?: string | undefined; message?: string | undefined }): boolean {
  if (code !== undefined && code !== 'invalid_request') return unknownCode.test(code.trim().replaceAll(/[\s-]+/g, '_'))
  return message !== undefined && unknownMessage.test(message)
}

/** The error in a response to a retrieve that is about no job: it has neither an id nor a status, only an error. */
export function errorInsteadOfJob(raw: unknown): ErrorFields | undefined {
  const fields = fieldsOf(raw)
  const inner = fieldsOf(fields['data'])
  const names = ['id', 'task_id', 'video_id', 'request_id', 'status', 'state']
  if (names.some((name) => (fields[name] ?? inner[name] ?? null) !== null)) return undefined
  const error = parseErrorFields(raw)
  return error.code !== undefined || error.message !== undefined ? error : undefined
}
