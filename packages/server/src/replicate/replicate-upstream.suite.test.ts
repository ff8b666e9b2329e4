import { replicateUpstream } from '@dailies/server/replicate'
import { upstreamSuite } from '@dailies/server/testing'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'

const openBed = (run?: string) =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      replicateUpstream({
        apiKey: bedKey,
        models: [{ id: 'google/veo-3.1-fast', ...(run !== undefined && { replicate: { run } }) }],
        fetch: (request) => sandbox.fetch(request),
        trustedMediaOrigins: ['http://media.sandbox'],
        now: () => sandbox.now() * 1_000,
      }),
    request: { model: 'google/veo-3.1-fast', seconds: '8', aspect_ratio: '16:9', resolution: '720p' },
    unknownRef: 'r0000000000000000000000000',
    faults: {
      create_rejected: { kind: 'error', on: 'create', status: 422, message: `The input of ${bedKey} is invalid.` },
      file_hangs: { kind: 'hang', on: 'media' },
      // Replicate documents the status of a prediction as final.
      false_failure: undefined,
    },
    hasLinks: true,
  })

upstreamSuite('replicateUpstream', async () => openBed())
upstreamSuite('replicateUpstream with a model whose output is a list', async () => openBed('owner/name-list'))
