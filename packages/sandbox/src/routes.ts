import { WireError } from './wire-error'

/** The operations of the Videos API. */
export type VideosOperation = 'create' | 'list' | 'retrieve' | 'delete' | 'content' | 'remix' | 'edit' | 'extend'

/** What a request asks for. `cancel` exists where an API has it, and `result`, where the URL of the file is read, in fal's queue only. */
export type Operation = VideosOperation | 'cancel' | 'result'

/** The operation of a request, and the video id in its path. */
export interface Route {
  operation: VideosOperation
  id: string
}

type Methods = Readonly<Record<string, VideosOperation>>

const collection: Methods = { POST: 'create', GET: 'list' }
const one: Methods = { GET: 'retrieve', DELETE: 'delete' }
const named: Readonly<Record<string, Methods>> = { edits: { POST: 'edit' }, extensions: { POST: 'extend' } }
const below: Readonly<Record<string, Methods>> = { content: { GET: 'content' }, remix: { POST: 'remix' } }

const videosPath = /^(?:\/.*)?\/v1\/videos(\/.*)?$/

/** Whether a path belongs to the Videos API, below any prefix. */
export const isVideosPath = (pathname: string): boolean => videosPath.test(pathname)

/**
 * Matches a request to an operation, below any prefix that ends in `/v1`.
 * @param offered the operations of this server; other routes do not exist
 * @throws WireError 404 for an unknown path, 405 for a known one with another method.
 */
export function matchRoute(method: string, pathname: string, offered: readonly VideosOperation[]): Route {
  const path = videosPath.exec(pathname)
  const known = path ? methodsOf((path[1] ?? '').replace(/\/$/, '')) : undefined
  const methods = Object.entries(known?.methods ?? {}).filter(([, operation]) => offered.includes(operation))
  if (!known || methods.length === 0) {
    throw new WireError(404, `Invalid URL (${method} ${pathname.slice(0, 1_000)})`, { code: 'unknown_url' })
  }
  const operation = methods.find(([name]) => name === method)?.[1]
  if (!operation) {
    const allow = methods.map(([name]) => name).join(', ')
    throw new WireError(405, `Not allowed to ${method} on ${pathname.slice(0, 1_000)}. Allowed: ${allow}.`, {
      code: 'method_not_allowed',
      headers: { allow },
    })
  }
  return { operation, id: known.id }
}

function methodsOf(rest: string): { methods: Methods; id: string } | undefined {
  if (rest === '') return { methods: collection, id: '' }
  const [, first = '', second, ...more] = rest.split('/')
  if (first === '' || more.length > 0) return undefined
  const methods = second === undefined ? (lookUp(named, first) ?? one) : lookUp(below, second)
  try {
    return methods && { methods, id: decodeURIComponent(first) }
  } catch {
    return undefined
  }
}

const lookUp = (table: Readonly<Record<string, Methods>>, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined
