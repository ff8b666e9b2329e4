import { sqliteStore } from '@dailies/server/sqlite'
import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import type { AiSdkWarning } from '@dailies/server/ai-sdk'
import { sampleVideo } from '@dailies/sandbox'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { onTestFinished } from 'vitest'
import { createTestServer } from '../../testing/test-server'
import { fileURL, vendorKey, vendors } from './vendors'

const videoFile = new Uint8Array(sampleVideo().video)
const answerOf = (answer: unknown): Response =>
  typeof answer === 'function' ? (answer as () => Response)() : Response.json(answer)

/** A video server on a store in a file, with the published package of a vendor, in front of a fake of that vendor. */
export async function openVendor(name: string, option = vendors[name]?.option) {
  const vendor = vendors[name]
  if (!vendor) throw new Error(`There is no fake of ${name}.`)
  const state: { start: unknown; status: unknown } = { start: vendor.started, status: vendor.running }
  const starts: { headers: Headers; body: unknown }[] = []
  const warnings: AiSdkWarning[] = []

  const model = await vendor.load(async (input, init) => {
    const request = new Request(input, init)
    if (!request.headers.get('authorization')?.includes(vendorKey) && request.headers.get('x-key') !== vendorKey)
      return Response.json({ error: { message: 'Unauthorized' } }, { status: 401 })
    if (!vendor.isStart(new URL(request.url).pathname)) return answerOf(state.status)
    starts.push({ headers: request.headers, body: await request.json() })
    return answerOf(state.start)
  })
  const upstream = aiSdkUpstream({
    models: [
      {
        id: 'model',
        model,
        sizes: ['1280x720'],
        seconds: ['8'],
        seed: true,
        generate_audio: 'optional',
        prices: { '720p': 0.1 },
        ...option,
      },
    ],
    secrets: [vendorKey],
    trustedMediaOrigins: [new URL(fileURL).origin],
    fetch: async () => new Response(videoFile),
    onWarning: (warning) => warnings.push(warning),
  })

  const folder = await mkdtemp(join(tmpdir(), 'vendor-'))
  const store = sqliteStore({ file: join(folder, 'videos.db') })
  const server = createTestServer({ upstream, store })
  onTestFinished(async () => {
    await server.videos.close()
    await rm(folder, { recursive: true })
  })
  const received: string[] = []
  const request: typeof server.request = async (path, init) => {
    const response = await server.request(path, init)
    received.push(inspect([...response.headers]), await response.clone().text())
    return response
  }
  return {
    ...server,
    request,
    upstream,
    vendor,
    state,
    starts,
    warnings,
    videoFile,
    /** Everything that was written: the files of the store, the events, and the responses to clients. */
    async written(): Promise<string> {
      const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')))
      return [...files, inspect(server.events, { depth: 9 }), ...received].join('\n')
    },
  }
}
