import type { Sandbox } from '@dailies/sandbox'
import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import { upstreamSuite } from '@dailies/server/testing'
import { STATUS_CODES } from 'node:http'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'
import type { SandboxTestBedOptions } from '../testing/sandbox-test-bed'
import { loadPublished } from './testing/published-packages'
import { veoOffer } from './testing/veo-model'
import type { AiSdkVideoModel } from './video-model'

type Load = (fetch: Sandbox['fetch']) => AiSdkVideoModel
type Bed = Omit<SandboxTestBedOptions, 'upstream' | 'hasLinks'>

/** The sandbox's `fetch` with status texts, as HTTP/1.1 has them: `@ai-sdk/fal` reports nothing else. */
const withStatusText =
  (sandbox: Sandbox): Sandbox['fetch'] =>
  async (input, init) => {
    const { status, headers, body } = await sandbox.fetch(input, init)
    return new Response(body, { status, headers, statusText: STATUS_CODES[status] ?? '' })
  }

const suite = (name: string, origin: string, load: () => Promise<Load>, bed: Bed) =>
  upstreamSuite(`aiSdkUpstream with ${name}`, async () => {
    const model = await load()
    return openSandboxTestBed({
      upstream: (sandbox) =>
        aiSdkUpstream({
          models: [{ ...veoOffer, model: model(withStatusText(sandbox)) }],
          secrets: [bedKey],
          trustedMediaOrigins: [origin],
          fetch: (request) => sandbox.fetch(request),
          now: () => sandbox.now() * 1_000,
        }),
      hasLinks: true,
      ...bed,
    })
  })

suite(
  '@ai-sdk/google',
  'http://google.test',
  async () => {
    const { createGoogle } = await loadPublished('@ai-sdk/google')
    const settings = { apiKey: bedKey, baseURL: 'http://google.test/v1beta' }
    return (fetch) => createGoogle({ ...settings, fetch }).video('veo-3.1-generate-preview')
  },
  { unknownRef: { model: 'veo', operation: { operationName: 'models/veo-3.1-generate-preview/operations/none' } } },
)

const queue = 'https://queue.fal.run/fal-ai/veo3.1'
suite(
  '@ai-sdk/fal',
  'http://media.sandbox',
  async () => {
    const { createFal } = await loadPublished('@ai-sdk/fal')
    return (fetch) => createFal({ apiKey: bedKey, fetch }).video('fal-ai/veo3.1/fast')
  },
  {
    unknownRef: { model: 'veo', operation: { responseUrl: `${queue}/requests/none`, submitUrl: `${queue}/fast` } },
    // It asks for the result only, and reports an error status of that as the end of the job.
    faults: {
      poll_unavailable: undefined,
      poll_hangs: { kind: 'hang', on: 'result' },
      false_failure: { kind: 'error', status: 503, on: 'result' },
    },
  },
)
