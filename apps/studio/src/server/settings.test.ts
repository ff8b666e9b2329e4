import { expect, it } from 'vitest'
import { describeProviders } from './providers'
import { readSettings } from './settings'

it('an empty environment has the defaults', () => {
  expect(readSettings({ PORT: '', DATA_DIR: '' })).toEqual({
    port: 3000,
    sandboxPort: 4010,
    jobSeconds: 8,
    dataDir: '.dailies',
    sandboxKey: 'sandbox-demo-key',
    upstream: undefined,
    providers: undefined,
  })
})

it('both variables of an upstream select it', () => {
  const env = { VIDEOS_BASE_URL: 'https://videos.example/v1', VIDEOS_API_KEY: 'a key' }
  expect(readSettings(env).upstream).toEqual({ baseURL: 'https://videos.example/v1', apiKey: 'a key' })
  expect(readSettings({ ...env, VIDEOS_MODELS: 'reel-1, reel-2' }).upstream?.models).toEqual([
    { id: 'reel-1' },
    { id: 'reel-2' },
  ])
})

it.each([
  [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 0 to 65535.'],
  [{ SANDBOX_PORT: '70000' }, 'SANDBOX_PORT is "70000"; it must be a whole number from 0 to 65535.'],
  [{ SANDBOX_JOB_SECONDS: '-1' }, 'SANDBOX_JOB_SECONDS is "-1"; it must be a number from 0 to 86400.'],
  [
    { VIDEOS_PROVIDERS: 'gemini,sora', GEMINI_API_KEY: 'k' },
    'VIDEOS_PROVIDERS names "sora"; it may name gemini, fal, replicate, openrouter.',
  ],
  [{ VIDEOS_PROVIDERS: 'fal', GEMINI_API_KEY: 'k' }, 'names fal, but FAL_KEY is not set'],
  [{ VIDEOS_PROVIDERS: 'fal', FAL_KEY: 'k', VIDEOS_SPEND_PER_DAY: 'five' }, 'VIDEOS_SPEND_PER_DAY is "five"'],
  [
    { VIDEOS_PROVIDERS: 'fal', FAL_KEY: 'k', VIDEOS_BASE_URL: 'https://videos.example/v1', VIDEOS_API_KEY: 'k' },
    'are both set',
  ],
  [{ VIDEOS_BASE_URL: 'https://videos.example/v1' }, /VIDEOS_API_KEY is not\. Set both/],
])('rejects %o, naming the variable', (env, message) => {
  expect(() => readSettings(env)).toThrow(message)
})

it('a key without its provider in VIDEOS_PROVIDERS is not used', () => {
  expect(readSettings({ GEMINI_API_KEY: 'a', FAL_KEY: 'b' }).providers).toBeUndefined()
})

it('names the models that cost money, with their prices and the budget', () => {
  const { providers } = readSettings({ VIDEOS_PROVIDERS: 'gemini, fal', GEMINI_API_KEY: 'a', FAL_KEY: 'b' })
  expect(Object.keys(providers?.upstreams ?? {})).toEqual(['gemini', 'fal'])
  expect(providers?.spendPerDay).toBe(5)
  const line = providers && describeProviders(providers)
  expect(line).toMatch(/^Real providers, which bill you: .*Veo.* \(\$[\d.]+.* a second\).* Budget: \$5 a day/)
})
