import type { VideoUpdate } from '@dailies/core'
import { VideoError } from '@dailies/core'
import type { Json, Upstream, UpstreamUpdate, UpstreamJob } from '../upstream/upstream'

/** An upstream that says what a test wants it to say. */
export interface ScriptedUpstream extends Upstream {
  /** The `Idempotency-Key` of each submission, in order. */
  keys: string[]
  looks: number
  deleted: Json[]
  /** What a look hears. */
  hears: VideoUpdate | Error
  /** What a submission meets. */
  submits: (count: number) => Promise<UpstreamJob>
}

/** An upstream of one model, which takes everything and is never done, until told otherwise. */
export function scriptedUpstream(changes: Partial<ScriptedUpstream> = {}): ScriptedUpstream {
  const submit = async (options: { idempotencyKey: string }): Promise<UpstreamJob> => {
    upstream.keys.push(options.idempotencyKey)
    return upstream.submits(upstream.keys.length)
  }
  const upstream: ScriptedUpstream = {
    capabilities: {
      models: [
        {
          id: 'mini',
          label: 'Mini',
          description: 'For tests.',
          sizes: ['320x192'],
          seconds: ['4', '8'],
          prices: { '320x192': 0.1 },
          input_reference: true,
        },
        {
          id: 'free',
          label: 'Free',
          description: 'Without a price.',
          sizes: ['320x192'],
          seconds: ['4'],
          input_reference: false,
        },
      ],
    },
    keys: [],
    looks: 0,
    deleted: [],
    hears: { status: 'queued' },
    submits: async (count) => ({ ref: `up-${count}`, update: { status: 'queued' } }),
    create: (_request, options) => submit(options),
    remix: (_ref, _request, options) => submit(options),
    retrieve: async (): Promise<UpstreamUpdate> => {
      upstream.looks += 1
      if (upstream.hears instanceof Error) throw upstream.hears
      return { update: upstream.hears }
    },
    content: async () => {
      throw new VideoError('There are no files in this test.', { code: 'unsupported' })
    },
    delete: async (ref) => void upstream.deleted.push(ref),
    ...changes,
  }
  return upstream
}
