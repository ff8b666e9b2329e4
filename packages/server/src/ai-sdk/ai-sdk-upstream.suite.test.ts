import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import { upstreamSuite } from '@dailies/server/testing'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'
import { createVeoModel, veoOffer, veoOrigin } from './testing/veo-model'

upstreamSuite('aiSdkUpstream', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      aiSdkUpstream({
        models: [{ ...veoOffer, model: createVeoModel(sandbox.fetch, bedKey).model }],
        secrets: [bedKey],
        trustedMediaOrigins: [veoOrigin],
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    unknownRef: { model: 'veo', operation: { operationName: 'models/veo-3.1-generate-preview/operations/none' } },
    hasLinks: true,
  }),
)
