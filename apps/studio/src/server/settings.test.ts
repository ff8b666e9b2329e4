import { expect, it } from 'vitest'
import { readSettings } from './settings'

it('an empty environment has the defaults', () => {
  expect(readSettings({ PORT: '', DATA_DIR: '' })).toEqual({
    port: 3000,
    sandboxPort: 4010,
    jobSeconds: 8,
    dataDir: '.dailies',
    sandboxKey: 'sandbox-demo-key',
    upstream: undefined,
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
  [{ VIDEOS_BASE_URL: 'https://videos.example/v1' }, /VIDEOS_API_KEY is not\. Set both/],
])('rejects %o, naming the variable', (env, message) => {
  expect(() => readSettings(env)).toThrow(message)
})
