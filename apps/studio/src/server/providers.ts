import type { ModelCapabilities } from '@dailies/core'
import type { Upstream } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { openaiUpstream } from '@dailies/server/openai'
import type { ModelOption } from '@dailies/server/openai'
import { replicateUpstream } from '@dailies/server/replicate'

/** Paid providers of the demo. */
export interface ProviderSettings {
  /** By the id that is stored with their videos. */
  upstreams: Readonly<Record<string, Upstream>>
  /** What all visitors together may spend in a UTC day, in US dollars. */
  spendPerDay: number
}

/** What a demo without a build step offers; an app reads its list with `readOpenRouterModels` when it starts. */
const openRouterModels: readonly ModelOption[] = [
  {
    id: 'google/veo-3.1',
    label: 'Veo 3.1',
    description: 'Google, through OpenRouter.',
    sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920'],
    seconds: ['8', '4', '6'],
    exact_frame_size: false,
    last_frame: true,
    generate_audio: 'optional',
    seed: true,
  },
]

/** Each provider, and the variable of its key. A key is read only if its provider is named in VIDEOS_PROVIDERS. */
const providers: Readonly<Record<string, { variable: string; create(apiKey: string): Upstream }>> = {
  gemini: { variable: 'GEMINI_API_KEY', create: (apiKey) => geminiUpstream({ apiKey }) },
  fal: { variable: 'FAL_KEY', create: (apiKey) => falUpstream({ apiKey }) },
  replicate: { variable: 'REPLICATE_API_TOKEN', create: (apiKey) => replicateUpstream({ apiKey }) },
  openrouter: {
    variable: 'OPENROUTER_API_KEY',
    create: (apiKey) =>
      openaiUpstream({
        baseURL: 'https://openrouter.ai/api/v1',
        apiKey,
        dialect: 'openrouter',
        models: openRouterModels,
      }),
  },
}

const defaultSpendPerDay = 5

/** @throws Error naming the invalid variable */
export function readProviders(env: Readonly<Record<string, string | undefined>>): ProviderSettings | undefined {
  const names = (env['VIDEOS_PROVIDERS'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) return undefined
  if (env['VIDEOS_BASE_URL'])
    throw new Error('VIDEOS_PROVIDERS and VIDEOS_BASE_URL are both set. Set only one of them.')
  const upstreams = names.map((name) => {
    const provider = Object.hasOwn(providers, name) ? providers[name] : undefined
    if (!provider)
      throw new Error(`VIDEOS_PROVIDERS names "${name}"; it may name ${Object.keys(providers).join(', ')}.`)
    const apiKey = env[provider.variable]
    if (!apiKey) throw new Error(`VIDEOS_PROVIDERS names ${name}, but ${provider.variable} is not set.`)
    return [name, provider.create(apiKey)] as const
  })
  return { upstreams: Object.fromEntries(upstreams), spendPerDay: readBudget(env['VIDEOS_SPEND_PER_DAY']) }
}

function readBudget(text: string | undefined): number {
  if (text === undefined || text === '') return defaultSpendPerDay
  const value = Number(text)
  if (value >= 0 && value < Infinity) return value
  throw new Error(`VIDEOS_SPEND_PER_DAY is "${text}"; it must be a number of US dollars from 0.`)
}

/** One line that says which models cost money, and how much. */
export function describeProviders({ upstreams, spendPerDay }: ProviderSettings): string {
  const models = Object.values(upstreams).flatMap(({ capabilities }) => capabilities.models.map(describeModel))
  return `Real providers, which bill you: ${models.join(', ')}. Budget: $${spendPerDay} a day (VIDEOS_SPEND_PER_DAY).`
}

function describeModel({ label, prices = {} }: ModelCapabilities): string {
  const amounts = Object.values(prices).flatMap((price) =>
    typeof price === 'number' ? [price] : [price.with_audio, price.without_audio],
  )
  if (amounts.length === 0) return `${label} (no known price, so it cannot be used with a budget)`
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)]
  return `${label} ($${lowest === highest ? lowest : `${lowest} to $${highest}`} a second)`
}
