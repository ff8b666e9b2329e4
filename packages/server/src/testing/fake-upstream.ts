import type { VideoUpdate } from '@dailies/core'
import { VideoError } from '@dailies/core'
import type { Json, Upstream, UpstreamUpdate, UpstreamJob } from '../upstream/upstream'

/** A fake upstream whose responses the test sets. */
export interface FakeUpstream extends Upstream {
  /** The `Idempotency-Key` of each create and remix, in order. */
  idempotencyKeys: string[]
  /** How often a job was polled. */
  polls: number
  /** The refs that were deleted, in order. */
  deleted: Json[]
  /** What every poll returns until it is set again; an error is thrown. */
  nextUpdate: VideoUpdate | Error
  /** Handles the create of this number, counted from 1. */
  onCreate: (count: number) => Promise<UpstreamJob>
}

/** Creates a fake upstream that accepts every create, and whose jobs stay queued until `nextUpdate` is set. */
export function fakeUpstream(changes: Partial<FakeUpstream> = {}): FakeUpstream {
  const create = async (options: { idempotencyKey: string }): Promise<UpstreamJob> => {
    upstream.idempotencyKeys.push(options.idempotencyKey)
    return upstream.onCreate(upstream.idempotencyKeys.length)
  }
  const upstream: FakeUpstream = {
    id: 'fake',
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
    idempotencyKeys: [],
    polls: 0,
    deleted: [],
    nextUpdate: { status: 'queued' },
    onCreate: async (count) => ({ ref: `up-${count}`, update: { status: 'queued' } }),
    create: (_request, options) => create(options),
    remix: (_ref, _request, options) => create(options),
    retrieve: async (): Promise<UpstreamUpdate> => {
      upstream.polls += 1
      if (upstream.nextUpdate instanceof Error) throw upstream.nextUpdate
      return { update: upstream.nextUpdate }
    },
    content: async () => {
      throw new VideoError('There are no files in this test.', { code: 'unsupported' })
    },
    delete: async (ref) => void upstream.deleted.push(ref),
    ...changes,
  }
  return upstream
}
