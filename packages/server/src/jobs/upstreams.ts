import { VideoError, isVideoError } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import { withTimeout } from '../net/with-timeout'
import type { Job } from '../store/job'
import { boundUpstream } from '../upstream/bound-upstream'
import type { UpstreamTimeouts } from '../upstream/bound-upstream'
import type { RoutedUpstreams, TenantUpstreams } from '../upstream/route-upstreams'
import type { Upstream } from '../upstream/upstream'
import { allowedModels } from './allowed-models'
import { checkModels } from './check-models'
import type { Allow } from './permit'

/** One upstream, several behind one mount, or those of each tenant. */
export type UpstreamOption = Upstream | RoutedUpstreams | TenantUpstreams

/** The upstreams that new videos of an owner are sent to. Every call of them ends in time. */
export interface UpstreamGroup {
  upstreams: readonly Upstream[]
  /** Their models, filtered by the option `allow`; empty if a single upstream declares none. */
  models: readonly ModelCapabilities[]
  /** The upstream that has this model; the first one if it is undefined. */
  ofModel(id: string | undefined): Upstream
  currency: string
}

/** The upstreams of a server. */
export interface Upstreams {
  /** @throws VideoError `overloaded` if the operator's `resolve` throws, `misconfigured` */
  ofOwner(owner: string): Promise<UpstreamGroup>
  /** The upstream of a row; undefined if it is not connected. */
  byId(id: string): Promise<Upstream | undefined>
  /** Whether the upstream of this id is connected, as far as that is known without asking the operator. */
  isConnected(id: string): boolean
  /** Undefined if every tenant has its own. */
  fixed: UpstreamGroup | undefined
}

interface UpstreamsOptions extends UpstreamTimeouts {
  allow: Allow | undefined
}

/** @throws VideoError `misconfigured` if an upstream that is known at the start is invalid */
export function createUpstreams(option: UpstreamOption, options: UpstreamsOptions): Upstreams {
  // A tenant's `resolve` and `byId` return the same objects again and again.
  const bound = new WeakMap<Upstream, Upstream>()
  const groups = new WeakMap<object, UpstreamGroup>()

  function bind(upstream: Upstream): Upstream {
    const known = bound.get(upstream) ?? boundUpstream(upstream, options)
    bound.set(upstream, known)
    return known
  }

  function groupOf(source: Upstream | RoutedUpstreams): UpstreamGroup {
    const known = groups.get(source)
    if (known) return known
    const upstreams = 'upstreams' in source ? source.upstreams : [source]
    for (const { capabilities } of upstreams) checkModels(capabilities.models)
    const models = allowedModels(
      upstreams.flatMap(({ capabilities }) => capabilities.models),
      options.allow,
    )
    const ofModel = (id: string | undefined): Upstream => {
      const found = upstreams.find(({ capabilities }) => capabilities.models.some((model) => model.id === id))
      const [first] = upstreams
      if (!first) throw new VideoError('No upstream is configured.', { code: 'misconfigured' })
      return bind(found ?? first)
    }
    const currency = upstreams[0]?.capabilities.currency ?? 'USD'
    const group = { upstreams: upstreams.map(bind), models, ofModel, currency }
    groups.set(source, group)
    return group
  }

  if ('resolve' in option) {
    const missing = new Set<string>()
    return {
      fixed: undefined,
      isConnected: (id) => !missing.has(id),
      ofOwner: async (owner) => groupOf(await resolveFor(option, owner)),
      byId: async (id) => {
        const found = await inTime(async () => option.byId(id)).catch((error: unknown) => {
          missing.add(id)
          throw error
        })
        // Another account would say that it does not know the jobs of this one.
        const upstream = found?.id === id ? bind(found) : undefined
        if (upstream) missing.delete(id)
        else missing.add(id)
        return upstream
      },
    }
  }
  const fixed = groupOf(option)
  return {
    fixed,
    isConnected: (id) => fixed.upstreams.some((upstream) => upstream.id === id),
    ofOwner: async () => fixed,
    byId: async (id) => fixed.upstreams.find((upstream) => upstream.id === id),
  }
}

/** How long the operator's functions may take, which usually read a database or a vault. */
const lookupTimeoutMs = 10_000
const retrySeconds = 60

const unavailable = (cause?: unknown): VideoError =>
  new VideoError('The video service of this account is not available at present. Try again later.', {
    code: 'overloaded',
    retryAfter: retrySeconds,
    cause,
  })

const inTime = <T>(work: () => Promise<T>): Promise<T> =>
  withTimeout(work, { timeoutMs: lookupTimeoutMs, timeoutError: unavailable })

async function resolveFor(tenants: TenantUpstreams, owner: string): Promise<Upstream | RoutedUpstreams> {
  let resolved: unknown
  try {
    resolved = await inTime(async () => tenants.resolve(owner))
  } catch (cause) {
    throw isVideoError(cause) ? cause : unavailable(cause)
  }
  // An owner without a key of their own.
  if (typeof resolved !== 'object' || resolved === null) throw unavailable()
  return resolved as Upstream | RoutedUpstreams
}

/**
 * The upstream of a row.
 *
 * @throws VideoError `upstream_failed` if it is not connected to this server
 */
export async function upstreamOf({ upstreams }: { upstreams: Upstreams }, job: Job): Promise<Upstream> {
  const upstream = await upstreams.byId(job.upstreamId)
  if (upstream) return upstream
  throw new VideoError(
    `The video service that made this video ("${job.upstreamId}") is not connected to this server. The operator must connect an upstream with this id.`,
    { code: 'upstream_failed' },
  )
}

/** @throws VideoError `misconfigured` if no upstream accepts uploaded videos */
export function requireUploads({ fixed }: Upstreams): void {
  if (!fixed || fixed.upstreams.some(({ capabilities }) => capabilities.acceptsUploadedVideos === true)) return
  throw new VideoError(
    'allowVideoUploads is on, but no upstream accepts uploaded videos (capabilities.acceptsUploadedVideos). Remove allowVideoUploads.',
    { code: 'misconfigured' },
  )
}
