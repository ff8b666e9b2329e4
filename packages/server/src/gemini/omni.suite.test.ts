import { geminiUpstream } from '@dailies/server/gemini'
import { upstreamSuite } from '@dailies/server/testing'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'

upstreamSuite('geminiUpstream with Gemini Omni', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      geminiUpstream({
        apiKey: bedKey,
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    request: { seconds: '8', aspect_ratio: '16:9', resolution: '360p' },
    unknownRef: '/interactions/000000000000',
    hasLinks: true,
  }),
)
