import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const directory = fileURLToPath(new URL('.', import.meta.url))

const fakeUpstream = `
  const upstream = {
    capabilities: { models: [] },
    create: async () => ({ ref: 'job_1', update: { status: 'queued' } }),
    retrieve: async () => ({ update: { status: 'completed' } }),
    content: async () => {
      throw new Error('No file.')
    },
  }
`

/** The upstreams of providers, whose answers are made up here. */
const providers = {
  gemini: `
  import { geminiUpstream } from './gemini'
  const fetch = async () => Response.json({ id: 'job_1' })
  const upstream = geminiUpstream({ apiKey: 'any', fetch })
`,
  fal: `
  import { falUpstream } from './fal'
  const fetch = async () => Response.json({ response_url: 'https://queue.fal.run/a/b/requests/job_1' })
  const upstream = falUpstream({ apiKey: 'any', fetch })
`,
  'the AI SDK': `
  import { aiSdkUpstream } from './ai-sdk'
  const doStart = async () => ({ operation: 'job_1' })
  const model = { specificationVersion: 'v4', provider: 'a', modelId: 'a', doStart, doStatus: async () => ({ status: 'pending' }) }
  const upstream = aiSdkUpstream({ models: [{ id: 'a', model, sizes: ['1280x720'], seconds: ['8'] }], secrets: [] })
`,
}

/** A server with this upstream; `answer` resolves with what a client receives. */
const programWith = (upstream: string) => `
  import { createVideoServer } from './index'
  import { memoryStore } from './memory'
  ${upstream}
  const videos = createVideoServer({ upstream, store: memoryStore(), authorize: () => ({ owner: 'ada' }) })
  const request = (path, init) => videos.fetch(new Request('https://app.example/api' + path, init))
  globalThis.answer = (async () => {
    const headers = { 'Content-Type': 'application/json' }
    const created = await (await request('/videos', { method: 'POST', headers, body: '{"prompt":"A lamp"}' })).json()
    const listed = await (await request('/videos')).json()
    const capabilities = await (await request('/videos/capabilities')).json()
    const { openapi } = await (await request('/videos/openapi.json')).json()
    const deleted = await request('/videos/' + created.id, { method: 'DELETE' })
    await videos.close()
    return JSON.stringify([created.status, listed.data.length, capabilities.object, openapi, deleted.status])
  })()
`

/** The globals that service workers and Workers have; neither `process` nor `Buffer` nor `require`. */
const webGlobals = {
  AbortController,
  AbortSignal,
  Blob,
  ByteLengthQueuingStrategy,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearInterval,
  clearTimeout,
  crypto,
  fetch,
  performance,
  setInterval,
  setTimeout,
  structuredClone,
}

async function run(upstream: string, conditions: string[]): Promise<unknown> {
  // For this platform, esbuild fails on any `node:` import.
  const { outputFiles } = await build({
    stdin: { contents: programWith(upstream), resolveDir: directory, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    conditions,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  })
  const context = vm.createContext({ ...webGlobals, answer: Promise.resolve('') })
  vm.runInContext(outputFiles[0]?.text ?? '', context)
  return JSON.parse(await context['answer'])
}

it.each([
  ['a service worker', []],
  ['Cloudflare Workers', ['workerd', 'worker', 'browser']],
])('the root entry is bundled for %s and runs with web globals only', async (_, conditions) => {
  expect(await run(fakeUpstream, conditions)).toEqual(['queued', 1, 'videos.capabilities', '3.1.0', 200])
})

it.each(Object.entries(providers))(
  'the upstream of %s is bundled and creates a job there, too',
  async (_, upstream) => {
    expect(await run(upstream, [])).toEqual(['queued', 1, 'videos.capabilities', '3.1.0', 200])
  },
)
