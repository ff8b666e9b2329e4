import { createVideoServer } from '@dailies/server'
import type { Upstream, VideoServer } from '@dailies/server'
import { openaiUpstream } from '@dailies/server/openai'
import type { Store } from '@dailies/server'

/** A tenant of your database. */
interface Tenant {
  id: string
  baseURL: string
  apiKey: string
  /** What the tenant's provider offers. */
  models: { id: string; sizes: string[]; seconds: string[] }[]
}

interface Tenants {
  find(id: string): Promise<Tenant | undefined>
}

export function createTenantServer(
  tenants: Tenants,
  store: Store,
  sessionOf: (request: Request) => { tenant: string; user: string } | null,
): VideoServer {
  const upstreams = new Map<string, { apiKey: string; upstream: Upstream }>()

  /** One upstream for each key: it keeps what it has learned about the provider. */
  async function upstreamOf(id: string): Promise<Upstream | undefined> {
    const tenant = await tenants.find(id)
    if (!tenant) return undefined
    const known = upstreams.get(id)
    if (known?.apiKey === tenant.apiKey) return known.upstream
    const { baseURL, apiKey, models } = tenant
    const upstream = openaiUpstream({ id: `tenant-${id}`, baseURL, apiKey, models })
    upstreams.set(id, { apiKey, upstream })
    return upstream
  }

  return createVideoServer({
    upstream: {
      resolve: async (owner) => {
        const upstream = await upstreamOf(owner.split('/')[0] ?? '')
        if (!upstream) throw new Error('This tenant has no API key.')
        return upstream
      },
      byId: (id) => upstreamOf(id.replace(/^tenant-/, '')),
    },
    store,
    authorize: (request) => {
      const session = sessionOf(request)
      // The tenant is part of the owner, so no two tenants share a user.
      return session && { owner: `${session.tenant}/${session.user}` }
    },
    limits: { activeJobs: 5 },
  })
}
