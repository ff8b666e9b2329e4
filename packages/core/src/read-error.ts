import { VideoError, videoErrorCodes } from './video-error'
import type { VideoErrorCode } from './video-error'
import { isRecord } from './is-record'
import { readWait } from './read-wait'

/**
 * Turns an answer that is not 2xx into an error: the Videos API's `{ error: { message, code, param } }` where it is one, the plain
 * strings and `{ detail }` of other servers, and the HTML, empty or broken bodies of whatever stands in between.
 */
export async function readError(response: Response, asked: string, now: number): Promise<VideoError> {
  const told = readTold(await response.text().catch(() => ''))
  const wait = readWait(response.headers, now)
  return new VideoError(
    told.message ?? `${asked} was answered with status ${response.status} and no reason. ${advice(response.status)}`,
    {
      code: told.code ?? codeOf(response.status),
      status: response.status,
      param: told.param,
      retryAfter: wait === undefined ? undefined : wait / 1_000,
    },
  )
}

interface Told {
  message?: string
  code?: string
  param?: string
}

function readTold(text: string): Told {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return {}
  }
  if (!isRecord(body)) return {}
  const error = body['error'] ?? body['detail'] ?? body
  if (typeof error === 'string') return { message: error }
  if (!isRecord(error)) return {}
  const { message, code, param } = error
  return {
    ...(typeof message === 'string' && message !== '' && { message }),
    ...((typeof code === 'string' || typeof code === 'number') && code !== '' && { code: String(code) }),
    ...(typeof param === 'string' && { param }),
  }
}

const codeOf = (status: number): VideoErrorCode => {
  if (status === 409) return 'idempotency_conflict'
  if (status === 500) return 'upstream_failed'
  for (const code of Object.keys(videoErrorCodes)) {
    if (isCode(code) && videoErrorCodes[code].status === status) return code
  }
  return status >= 500 ? 'upstream_failed' : 'invalid_request'
}

const isCode = (code: string): code is VideoErrorCode => Object.hasOwn(videoErrorCodes, code)

const advice = (status: number): string =>
  status === 404
    ? 'Check that baseURL is where the adapter is mounted.'
    : status >= 500
      ? 'Something between this page and the adapter may be down; try again later.'
      : 'Something between this page and the adapter may have refused it.'
