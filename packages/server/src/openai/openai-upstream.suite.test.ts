import { openaiUpstream } from '@dailies/server/openai'
import type { DialectName } from '@dailies/sandbox'
import { upstreamSuite } from '@dailies/server/testing'
import { testModels } from '../testing/fixtures'
import { bedKey, openSandboxTestBed } from '../testing/sandbox-test-bed'

/** Faults of the file itself, where the content route only says where it is. */
const onMedia = {
  file_hangs: { kind: 'hang', on: 'media' },
  file_expired: { kind: 'expired', on: 'media' },
  range_ignored: { kind: 'whole', on: 'media' },
} as const

const openBed = (dialect: DialectName, hasLinks: boolean) =>
  openSandboxTestBed({
    sandbox: { dialect, models: testModels.map((model) => ({ ...model, exact_frame_size: true })) },
    upstream: (sandbox) =>
      openaiUpstream({
        baseURL: 'http://sandbox.test/v1',
        apiKey: bedKey,
        dialect,
        models: testModels,
        trustedMediaOrigins: ['http://media.sandbox'],
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    unknownRef: 'video_unknown',
    // The Videos API reports the end of a job with its status only, which cannot be taken back.
    faults: { false_failure: undefined, ...(hasLinks && onMedia) },
    hasLinks,
  })

const veo = { model: 'google/veo-3.1', seconds: '8', aspect_ratio: '16:9', resolution: '720p' } as const
upstreamSuite('openaiUpstream with OpenRouter', async () =>
  openSandboxTestBed({
    upstream: (sandbox) =>
      openaiUpstream({
        baseURL: 'https://openrouter.ai/api/v1',
        apiKey: bedKey,
        dialect: 'openrouter',
        models: [{ id: veo.model, sizes: ['1280x720'], seconds: ['8'], exact_frame_size: false }],
        fetch: (request) => sandbox.fetch(request),
        now: () => sandbox.now() * 1_000,
      }),
    request: veo,
    unknownRef: 'gen-vid-unknown',
    // As in the Videos API; the job names the address of the same file again.
    faults: { false_failure: undefined, file_expired: { kind: 'expired', times: 2 } },
    hasLinks: false,
  }),
)
upstreamSuite('openaiUpstream', async () => openBed('openai', false))
upstreamSuite('openaiUpstream with a server that names the URL of the file', async () => openBed('relay', true))
