import type { ModelCapabilities } from '@dailies/core'
import type { DialectName, Sandbox } from '@dailies/sandbox/browser'
import { sandboxModels, withSampleImages } from '@dailies/sandbox/models'
import type { Upstream } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { openaiUpstream, readOpenRouterModels } from '@dailies/server/openai'
import { replicateUpstream } from '@dailies/server/replicate'
import { modelSamplesPath } from '../apps/studio/src/model-samples-path'
import type { ProviderName } from './story-server-message'

/** The API key that the sandbox of a story requires. */
export const apiKey = 'storybook'

const trustedMediaOrigins = ['http://media.sandbox']

interface UpstreamSettings {
  sandbox: Sandbox
  dialect: DialectName
  /** The URL of Storybook, which serves the stills of the sandbox's models. */
  storybookURL: string
  /** Whether the models of the Videos API can be cancelled. */
  isCancellable: boolean
}

type CreateUpstream = (settings: UpstreamSettings) => Upstream | Promise<Upstream>

// Each asks the sandbox by the API of that provider, and offers the models of the server's own tables. OpenRouter has a list of
// models instead, which the sandbox serves.
const upstreams: Record<ProviderName, CreateUpstream> = {
  sandbox: ({ sandbox, dialect, storybookURL, isCancellable }) => {
    const models = withSampleImages(sandboxModels, new URL(modelSamplesPath, storybookURL).href)
    return openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey,
      models: isCancellable ? models.map(cancellable) : models,
      dialect,
      fetch: sandbox.fetch,
    })
  },
  gemini: ({ sandbox }) => geminiUpstream({ apiKey, fetch: sandbox.fetch }),
  fal: ({ sandbox }) => falUpstream({ apiKey, fetch: sandbox.fetch, trustedMediaOrigins }),
  replicate: ({ sandbox }) => replicateUpstream({ apiKey, fetch: sandbox.fetch, trustedMediaOrigins }),
  openrouter: async ({ sandbox: { fetch } }) => {
    const models = await readOpenRouterModels({ apiKey, fetch })
    return openaiUpstream({ dialect: 'openrouter', baseURL: 'https://openrouter.ai/api/v1', apiKey, models, fetch })
  },
}

/** Creates the upstream of a story: the sandbox, asked by the API of a provider. */
export const createStoryUpstream = async (provider: ProviderName, settings: UpstreamSettings): Promise<Upstream> =>
  upstreams[provider](settings)

const cancellable = (model: ModelCapabilities): ModelCapabilities =>
  Object.assign({}, model, { cancellation: 'cancels' } as const)
