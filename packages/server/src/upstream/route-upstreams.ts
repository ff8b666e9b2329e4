import { VideoError } from '@dailies/core'
import type { Upstream } from './upstream'

/** Several upstreams behind one mount, as {@link routeUpstreams} returns them. */
export interface RoutedUpstreams {
  /** In the order of their models on offer, each with its key as its id. */
  readonly upstreams: readonly Upstream[]
}

/**
 * Upstreams with keys per tenant. A row is asked about at the upstream of its id only, so the same id must always stand
 * for the same account.
 */
export interface TenantUpstreams {
  /**
   * The upstream, or several, that new videos of this owner are sent to. Called for each create and for the
   * capabilities, so keep what it returns. If it throws, returns nothing or takes longer than 10 seconds, the request fails
   * with 503 `overloaded`.
   */
  resolve(owner: string): Upstream | RoutedUpstreams | Promise<Upstream | RoutedUpstreams>
  /**
   * The upstream of this id, which a row has from `resolve`, also long after that; undefined if there is none any more.
   * Its rows are then left as they are, also while it throws or takes longer than 10 seconds.
   */
  byId(id: string): Upstream | undefined | Promise<Upstream | undefined>
}

const misconfigured = (message: string): VideoError => new VideoError(message, { code: 'misconfigured' })

/**
 * Joins several upstreams into one: a create goes to the upstream that has its model; a remix, an edit and an extension
 * go to the one that made the source.
 *
 * The keys become the upstreams' ids. They are stored with every job, so a key must not be renamed while it has videos,
 * and must not be reused for another account.
 *
 * @throws VideoError `misconfigured` if two upstreams offer a model of the same id, one offers none, a key is no valid id,
 *   or the currencies of the prices differ
 * @example
 * const upstream = routeUpstreams({
 *   gemini: geminiUpstream({ apiKey: process.env.GEMINI_API_KEY }),
 *   fal: falUpstream({ apiKey: process.env.FAL_KEY }),
 * })
 */
export function routeUpstreams(upstreams: Readonly<Record<string, Upstream>>): RoutedUpstreams {
  const entries = Object.entries(upstreams)
  if (entries.length === 0) throw misconfigured('routeUpstreams needs at least one upstream: { gemini: … }.')
  const owners = new Map<string, string>()
  for (const [key, { capabilities }] of entries) {
    if (!/^[A-Za-z0-9][\w-]{0,63}$/.test(key))
      throw misconfigured(
        `routeUpstreams has the key "${key.slice(0, 80)}", which becomes an id. Use up to 64 letters, digits, - and _.`,
      )
    if (capabilities.models.length === 0)
      throw misconfigured(`The upstream "${key}" declares no models, so no request could reach it. Give it models.`)
    for (const { id } of capabilities.models) {
      const other = owners.get(id)
      if (other !== undefined)
        throw misconfigured(
          `The model "${id}" is offered by "${other}" and by "${key}". Remove it from one of them, or give it another id there.`,
        )
      owners.set(id, key)
    }
  }
  const currencies = new Set(entries.map(([, { capabilities }]) => capabilities.currency ?? 'USD'))
  if (currencies.size > 1)
    throw misconfigured(
      `The prices of the upstreams are in ${[...currencies].join(' and ')}, so spending could not be added up. Convert them to one currency.`,
    )
  return { upstreams: entries.map(([id, upstream]) => withId(upstream, id)) }
}

/** The same upstream under another id. Its methods run on the upstream itself, which may be a class with private fields. */
const withId = (upstream: Upstream, id: string): Upstream =>
  // Not the upstream itself: a proxy of a frozen object may not replace its methods.
  new Proxy(Object.create(upstream) as Upstream, {
    get(_, name) {
      if (name === 'id') return id
      const value: unknown = Reflect.get(upstream, name, upstream)
      return typeof value === 'function' ? (value.bind(upstream) as unknown) : value
    },
  })
