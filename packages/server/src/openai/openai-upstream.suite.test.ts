import { openaiUpstream } from '@dailies/server/openai'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'
import { testModels } from '../testing/fixtures'
import { upstreamSuite } from '@dailies/server/testing'

upstreamSuite('openaiUpstream', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      openaiUpstream({
        baseURL: 'http://sandbox.test/v1',
        apiKey: bedKey,
        models: testModels,
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    unknownRef: 'video_of_nobody',
    // The Videos API reports the end of a job with its status only, which cannot be taken back.
    faults: { false_failure: undefined },
    hasLinks: false,
  }),
)
