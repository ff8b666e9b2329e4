import { openaiUpstream } from '@dailies/server/openai'
import type { DialectName, OpenAIUpstreamOptions } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'
import { upstreamServer } from './testing/upstream-server'

const valid = { baseURL: 'https://api.example.com/v1', apiKey: 'key' }

describe('rejects an invalid option, with a message that says how to fix it', () => {
  it.each<[string, Partial<OpenAIUpstreamOptions>, string]>([
    ['no baseURL', { baseURL: undefined }, 'Pass baseURL'],
    ['an empty baseURL', { baseURL: '' }, 'Pass baseURL'],
    ['a path for a baseURL', { baseURL: '/v1' }, 'Pass baseURL'],
    ['a file for a baseURL', { baseURL: 'file:///v1' }, 'Pass baseURL'],
    ['a password in the baseURL', { baseURL: 'https://user:pass@api.example.com/v1' }, 'Pass the key as apiKey'],
    ['a query in the baseURL', { baseURL: 'https://api.example.com/v1?key=1' }, 'a query as query'],
    ['no apiKey', { apiKey: undefined }, 'VIDEOS_API_KEY'],
    ['a blank apiKey', { apiKey: '  ' }, 'VIDEOS_API_KEY'],
    ['a line break in the apiKey', { apiKey: 'key\n' }, 'line break'],
    ['no models for a dialect without known models', { dialect: 'sglang' }, 'models: [{ id:'],
    ['an empty list of models', { models: [] }, 'models: [{ id:'],
    [
      'a URL with a path among the trusted origins',
      { trustedMediaOrigins: ['https://cdn.test/videos'] },
      'trustedMediaOrigins contains',
    ],
    ['a host name among the trusted origins', { trustedMediaOrigins: ['cdn.test'] }, 'trustedMediaOrigins contains'],
    ['a header with white space in its name', { headers: { 'x y': '1' } }, 'invalid in HTTP'],
    ['a header with a line break', { headers: { 'x-y': '1\n2' } }, 'invalid in HTTP'],
    ['createTimeout', { createTimeout: 1 } as object, 'Did you mean createTimeoutMs?'],
    ['an unknown dialect', { dialect: 'nonsense' as DialectName }, 'Use one of openai'],
  ])('%s', (_, options, hint) => {
    expect(() => openaiUpstream({ ...valid, ...options })).toThrow(hint)
  })

  it('never repeats the API key in a message', () => {
    expect(() => openaiUpstream({ ...valid, apiKey: 'se cret' })).toThrow(expect.not.stringContaining('se cret'))
  })
})

describe('models', () => {
  it("default to OpenAI's, with sizes, seconds and last prices", () => {
    const { models, currency } = openaiUpstream(valid).capabilities
    expect(models.map(({ id }) => id)).toEqual(['sora-2', 'sora-2-pro'])
    expect(models[1]?.prices?.['1920x1080']).toBe(0.7)
    expect(currency).toBe('USD')
    expect(models.every(({ label, description }) => label !== '' && description !== '')).toBe(true)
  })

  it('default to the sizes and seconds of the dialect', () => {
    const { models } = openaiUpstream({
      ...valid,
      dialect: 'sglang',
      models: [{ id: 'wan', label: 'Wan' }],
    }).capabilities
    expect(models).toEqual([
      {
        id: 'wan',
        label: 'Wan',
        description: '',
        sizes: ['832x480', '480x832', '1280x720', '720x1280'],
        seconds: ['4', '8', '12'],
        input_reference: true,
        exact_frame_size: true,
      },
    ])
  })
})

it('sends headers and query with every request', async () => {
  const { upstream, requests } = upstreamServer(
    { 'GET /videos/v': Response.json({ id: 'v', status: 'queued' }) },
    { headers: { 'custom-llm-provider': 'openai' }, query: { 'api-version': 'preview' } },
  )
  await upstream.retrieve('v')
  expect(requests[0]?.url).toBe('http://upstream.test/v1/videos/v?api-version=preview')
  expect(requests[0]?.headers.get('custom-llm-provider')).toBe('openai')
})
