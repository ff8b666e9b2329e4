import { geminiUpstream } from '@dailies/server/gemini'
import { upstreamSuite } from '@dailies/server/testing'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'

upstreamSuite('geminiUpstream with Veo', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      geminiUpstream({
        apiKey: bedKey,
        models: ['veo-3.1-generate-preview'],
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    request: { seconds: '8', aspect_ratio: '16:9', resolution: '720p' },
    unknownRef: '/models/veo-3.1-generate-preview/operations/000000000000',
    hasLinks: true,
  }),
)
