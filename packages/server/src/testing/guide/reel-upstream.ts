import { VideoError, parseStatus } from '@dailies/core'
import type { VideoUpdate } from '@dailies/core'
import type { Json, Upstream } from '@dailies/server'
import { createUpstreamClient } from '@dailies/server/upstream'
import type { UpstreamNetworkOptions } from '@dailies/server/upstream'

/** What the provider says about a render. */
interface Render {
  id?: string
  state?: string
  percent?: number
  file?: string
  code?: string
  reason?: string
}

export function reelUpstream({ apiKey, ...network }: { apiKey: string } & UpstreamNetworkOptions): Upstream {
  const client = createUpstreamClient({
    ...network,
    baseURL: 'https://reel.example/v1',
    headers: { 'x-key': apiKey }, // sent to this origin only
    secrets: [apiKey], // removed from every error
  })
  const pathOf = (ref: Json) => `/renders/${encodeURIComponent(String(ref))}`
  const toUpdate = ({ id = '', state, percent, code = '', reason = '' }: Render): VideoUpdate => {
    const status = parseStatus(state)
    const error = client.failure({ message: reason, code: code === 'policy' ? 'moderation_blocked' : code }, [id])
    return { status, progress: percent, ...(status === 'failed' && { error }) }
  }

  return {
    id: 'reel', // stored with every job; only this upstream is asked about it
    capabilities: {
      models: [
        {
          id: 'reel-1',
          label: 'Reel',
          description: 'Fast drafts.',
          sizes: ['1280x720'],
          seconds: ['5', '10'],
          prices: { '1280x720': 0.08 },
          input_reference: false,
        },
      ],
      cancellation: 'cancels',
    },

    create: ({ prompt, seconds = '5' }, { idempotencyKey, signal }) =>
      client.create(
        '/renders',
        { body: { text: prompt, duration: Number(seconds) }, idempotencyKey, signal },
        ({ body }) => {
          const render = body as Render
          // The provider accepted the request, so a job may exist: this error frees no idempotency key.
          if (!render.id) throw new VideoError('The provider returned no id.', { code: 'upstream_failed' })
          return { ref: render.id, update: toUpdate(render) }
        },
      ),

    async retrieve(ref, { signal } = {}) {
      const { body, pollAfterMs } = await client.request('GET', pathOf(ref), { signal, ids: [String(ref)] })
      return { update: toUpdate(body as Render), pollAfterMs }
    },

    async content(ref, variant, { range, signal } = {}) {
      if (variant !== 'video') throw new VideoError('The provider has no previews.', { code: 'unsupported' })
      const { body } = await client.request('GET', pathOf(ref), { signal, ids: [String(ref)] })
      const { file } = body as Render
      if (!file) throw new VideoError('This video is not finished yet.', { code: 'not_ready' })
      return client.file(file, { variant, range, signal })
    },

    async cancel(ref, { signal } = {}) {
      await client.request('DELETE', pathOf(ref), { signal, ids: [String(ref)] })
    },
  }
}
