import { VideoError } from '@dailies/core'
import type { ListVideos, VideoStatus } from '@dailies/core'
import { readMetadataFilter } from '../jobs/metadata'

const statuses: readonly VideoStatus[] = ['queued', 'in_progress', 'completed', 'failed']
const names: readonly string[] = ['limit', 'order', 'after', 'query', 'status', 'model']
const maxLength = { query: 512, model: 200 } as const

/**
 * Names that are no filter, but are added by others than the caller: cache busters (`_`), the version that clients of Azure
 * send, and the path that routers of Next and Vercel repeat in the query.
 */
export const foreignName = /^(?:_|\.|nxt[A-Z]|api-version$)/

/**
 * Reads the pagination and the filter of a list request. An unknown name is an error: a misspelled filter that is ignored
 * would return every video.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`
 */
export function readPage(parameters: URLSearchParams): Required<Pick<ListVideos, 'limit' | 'order'>> & ListVideos {
  for (const name of new Set(parameters.keys())) {
    if (foreignName.test(name) || /^metadata\[.*\]$/s.test(name)) continue
    const param = name.slice(0, 64)
    if (!names.includes(name))
      throw invalid(param, `A list has no filter "${param}". Use ${names.join(', ')} or metadata[key].`)
    if (parameters.getAll(name).length > 1) throw invalid(param, `${param} is given twice.`)
  }
  const limit = parameters.get('limit') ?? '20'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) > 100)
    throw invalid('limit', 'limit must be a whole number from 0 to 100.')
  const order = parameters.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') throw invalid('order', 'order must be asc or desc.')
  const after = parameters.get('after')
  const query = readText(parameters, 'query')
  const model = readText(parameters, 'model')
  const status = readStatuses(parameters.get('status'))
  const metadata = readMetadataFilter(parameters)
  return {
    limit: Number(limit),
    order,
    ...(after && { after }),
    ...(query && { query }),
    ...(model && { model }),
    ...(status && { status }),
    ...(metadata && { metadata }),
  }
}

function readText(parameters: URLSearchParams, name: keyof typeof maxLength): string | undefined {
  const text = parameters.get(name) ?? ''
  if (text.length > maxLength[name]) throw invalid(name, `${name} must have up to ${maxLength[name]} characters.`)
  return text
}

function readStatuses(text: string | null): VideoStatus[] | undefined {
  if (!text) return undefined
  const found = text.split(',')
  const isStatus = (word: string): word is VideoStatus => statuses.some((status) => status === word)
  if (found.every(isStatus)) return found
  throw invalid('status', `status must be ${statuses.join(', ')}, or several of them with commas between.`)
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })
