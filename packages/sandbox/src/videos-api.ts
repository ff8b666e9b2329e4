import type { Api } from './api'
import type { OperationContext } from './operations'
import { operations } from './operations'
import { isVideosPath, matchRoute } from './routes'
import { WireError } from './wire-error'

/** OpenAI's Videos API, in a dialect. */
export const createVideosApi = (context: OperationContext): Api => ({
  name: 'videos',
  matches: ({ pathname }) => isVideosPath(pathname),
  keyOf: ({ headers }) => /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1],
  authenticate(sent, expected) {
    if (expected === undefined || sent === expected) return
    if (sent !== undefined) throw new WireError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' })
    throw new WireError(
      401,
      "You didn't provide an API key. Send it in an Authorization header with Bearer auth (Authorization: Bearer YOUR_KEY).",
    )
  },
  route(request, url) {
    const { operation, id } = matchRoute(request.method, url.pathname, context.dialect.operations)
    return { operation, handle: (faults) => operations[operation](context, { request, url, id, faults }) }
  },
  toResponse: (error) => Response.json(context.dialect.error(error), { status: error.status, headers: error.headers }),
})
