import { digest } from '../../jobs/digest'
import { TextResponse } from '../text-response'
import { etagMatches } from '../etag'
import { createDocument } from './document'
import type { Features } from './features'

/** The OpenAPI document of a server. */
export interface OpenAPI {
  document(mount: string): Record<string, unknown>
  /** Answers a request for it. */
  respond(request: Pick<Request, 'headers'>, mount: string): Promise<Response>
}

/** The document is built at the first request. A server usually has one mount, so only the last one is kept. */
export function createOpenAPI(features: Features): OpenAPI {
  let last: { mount: string; text: string; etag: string } | undefined
  const document: OpenAPI['document'] = (mount) => ({ ...createDocument(features, mount) })

  async function render(mount: string): Promise<{ text: string; etag: string }> {
    if (last?.mount === mount) return last
    const text = JSON.stringify(document(mount))
    last = { mount, text, etag: `"${(await digest(text)).slice(0, 32)}"` }
    return last
  }

  return {
    document,
    respond: async (request, mount) => {
      const { text, etag } = await render(mount)
      const headers = {
        // It changes with the options of the server, and a cache must not show it to those who may not see it.
        'Cache-Control': 'private, no-cache',
        ETag: etag,
        Vary: 'Authorization, Cookie',
        'X-Content-Type-Options': 'nosniff',
      }
      if (etagMatches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
      return new TextResponse(text, { status: 200, headers: { 'Content-Type': 'application/json', ...headers } })
    },
  }
}
