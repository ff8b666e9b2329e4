import { falUpstream } from '@dailies/server/fal'
import { upstreamSuite } from '@dailies/server/testing'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'

upstreamSuite('falUpstream', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      falUpstream({
        apiKey: bedKey,
        fetch: (request) => sandbox.fetch(request),
        trustedMediaOrigins: ['http://media.sandbox'],
        now: () => sandbox.now() * 1_000,
      }),
    request: { model: 'fal-ai/veo3.1/fast', seconds: '8', aspect_ratio: '16:9', resolution: '720p' },
    unknownRef: '/fal-ai/veo3.1/requests/00000000-0000-0000-0000-000000000000',
    faults: {
      file_hangs: { kind: 'hang', on: 'media' },
      // Both answers of a poll: the status, and the result.
      false_failure: { kind: 'false_failure', on: ['retrieve', 'result'], times: 2 },
    },
    hasLinks: true,
  }),
)
