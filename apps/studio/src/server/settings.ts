import type { DeclaredGrid } from '@dailies/server'
import type { ModelOption } from '@dailies/server/openai'
import { readProviders } from './providers'
import type { ProviderSettings } from './providers'

/** A Videos API and its API key. */
export interface UpstreamSettings {
  baseURL: string
  apiKey: string
  /** The offered models. @default the known models of that server */
  models?: readonly ModelOption[]
  /** The grid of its spritesheets. @default detected per image */
  spritesheet?: DeclaredGrid
}

/** Settings from environment variables. */
export interface Settings {
  /** Port of the studio; 0 for any free port. @default 3000 */
  port: number
  /** Port of the sandbox; 0 for any free port. @default 4010 */
  sandboxPort: number
  /** How long a job takes in the sandbox, in seconds. @default 8 */
  jobSeconds: number
  /** Folder of the database and the archive. @default '.dailies' */
  dataDir: string
  /** The API key of the sandbox. @default 'sandbox-demo-key' */
  sandboxKey: string
  /** The upstream to use instead of the sandbox. */
  upstream: UpstreamSettings | undefined
  /** Paid providers to offer beside the sandbox, with the budget of a day. */
  providers: ProviderSettings | undefined
}

/**
 * Reads PORT, SANDBOX_PORT, SANDBOX_JOB_SECONDS, SANDBOX_KEY, DATA_DIR, VIDEOS_BASE_URL, VIDEOS_API_KEY, VIDEOS_MODELS,
 * VIDEOS_PROVIDERS with the keys of those, and VIDEOS_SPEND_PER_DAY.
 *
 * @throws Error naming the invalid variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: numberFrom(env, 'PORT', 3000, { max: 65_535, whole: true }),
    sandboxPort: numberFrom(env, 'SANDBOX_PORT', 4010, { max: 65_535, whole: true }),
    jobSeconds: numberFrom(env, 'SANDBOX_JOB_SECONDS', 8, { max: 86_400, whole: false }),
    dataDir: env['DATA_DIR'] || '.dailies',
    sandboxKey: env['SANDBOX_KEY'] || 'sandbox-demo-key',
    upstream: upstreamFrom(env),
    providers: readProviders(env),
  }
}

function numberFrom(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  { max, whole }: { max: number; whole: boolean },
): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (value >= 0 && value <= max && (!whole || Number.isInteger(value))) return value
  throw new Error(`${name} is "${text}"; it must be a ${whole ? 'whole ' : ''}number from 0 to ${max}.`)
}

function upstreamFrom(env: Readonly<Record<string, string | undefined>>): UpstreamSettings | undefined {
  const { VIDEOS_BASE_URL: baseURL, VIDEOS_API_KEY: apiKey, VIDEOS_MODELS: models } = env
  if (!baseURL && !apiKey) return undefined
  if (baseURL && apiKey) {
    return models
      ? { baseURL, apiKey, models: models.split(',').map((id) => ({ id: id.trim() })) }
      : { baseURL, apiKey }
  }
  const [given, missing] = baseURL ? ['VIDEOS_BASE_URL', 'VIDEOS_API_KEY'] : ['VIDEOS_API_KEY', 'VIDEOS_BASE_URL']
  throw new Error(`${given} is set but ${missing} is not. Set both to use that server, or neither to use the sandbox.`)
}
