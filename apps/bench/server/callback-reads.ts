import { createRequire } from 'node:module'
import path from 'node:path'
import { mock } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { memoryStore } from '@dailies/server/memory'
import { installHostPackages } from '../../../.ci/host-packages.mjs'
import { quantile } from './measurement'
import type { Measurement } from './measurement'

const jobs = 50
/** No multiple of an interval between polls, so that no way of polling happens to meet the end. */
const durationSeconds = 57
const model = 'fal-ai/veo3.1/fast'
const prompt = 'A brass lamp on a desk.'
const pollIntervalMs = 5_000
const packages = { ai: '7.0.173', '@ai-sdk/fal': '3.0.41', zod: '4.1.8' }

interface Reads {
  /** Reads of the provider per job: of its status, and of its result. */
  perJob: number
  /** Seconds from the end of a job until it is noticed, 95th percentile. */
  delay: number
}

type SandboxOptions = NonNullable<Parameters<typeof createSandbox>[0]>

/** A sandbox, and how often jobs were read there: their status or their result. */
function openSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({
    clock: 'manual',
    jobDurationMs: durationSeconds * 1_000,
    concurrency: jobs,
    ...options,
  })
  let reads = 0
  return {
    ...sandbox,
    fetch: (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init)
      if (request.method === 'GET' && request.url.startsWith('https://queue.fal.run/')) reads += 1
      return sandbox.fetch(request)
    },
    reads: () => reads,
  }
}

/** Starts a job each second, until all of them were noticed to have ended. */
async function runJobs(
  sandbox: ReturnType<typeof openSandbox>,
  start: (index: number, onEnd: () => void) => Promise<void>,
  advance: () => Promise<void>,
): Promise<Reads> {
  const delays: number[] = []
  for (let second = 0; delays.length < jobs && second < 600; second += 1) {
    const endsAt = sandbox.now() + durationSeconds
    if (second < jobs) await start(second, () => delays.push(sandbox.now() - endsAt))
    await advance()
  }
  if (delays.length < jobs) throw new Error(`Only ${delays.length} of ${jobs} jobs ended.`)
  return { perJob: sandbox.reads() / jobs, delay: quantile(delays, 0.95) }
}

async function runOurs(hasCallbacks: boolean): Promise<Reads> {
  const ends = new Map<string, () => void>()
  const background: Promise<unknown>[] = []
  const sandbox = openSandbox({ callbacks: { fetch: (url, init) => videos.fetch(new Request(url, init)) } })
  const now = (): number => sandbox.now() * 1_000
  const videos = createVideoServer({
    upstream: falUpstream({ apiKey: 'bench', models: [model], fetch: (request) => sandbox.fetch(request), now }),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    store: memoryStore(),
    ...(hasCallbacks && { publicURL: 'https://app.test/api' }),
    now,
    waitUntil: (work) => background.push(work),
    onEvent: (event) => {
      if (event.type === 'completed') ends.get(event.videoId)?.()
    },
  })
  const reads = await runJobs(
    sandbox,
    async (index, onEnd) => {
      const { id } = await videos.as(`owner ${index}`).create({ prompt, model })
      ends.set(id, onEnd)
    },
    async () => {
      await sandbox.advance(1)
      await Promise.all(background.splice(0))
      await videos.tick()
    },
  )
  await videos.close()
  await sandbox.close()
  return reads
}

interface AiSdk {
  experimental_generateVideo(options: {
    model: unknown
    prompt: string
    providerOptions: Record<string, Record<string, number>>
    download(file: { url: URL }): Promise<{ data: Uint8Array; mediaType: string }>
  }): Promise<unknown>
}

/** `generateVideo` of the AI SDK: one call for each job, all of them in this process. */
async function runAiSdk(): Promise<Reads> {
  const require = createRequire(path.join(installHostPackages(packages), 'package.json'))
  const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(require.resolve(name)).href)) as T
  const { experimental_generateVideo: generateVideo } = await load<AiSdk>('ai')
  const { createFal } = await load<{ createFal(settings: object): { video(id: string): unknown } }>('@ai-sdk/fal')
  const sandbox = openSandbox()
  const fal = createFal({ apiKey: 'bench', fetch: sandbox.fetch })
  const download = async ({ url }: { url: URL }): Promise<{ data: Uint8Array; mediaType: string }> => ({
    data: new Uint8Array(await (await sandbox.fetch(url.href)).arrayBuffer()),
    mediaType: 'video/mp4',
  })
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: sandbox.now() * 1_000 })
  /** Lets every promise go on that waits for no timer. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  try {
    return await runJobs(
      sandbox,
      async (_index, onEnd) => {
        const call = { model: fal.video(model), prompt, providerOptions: { fal: { pollIntervalMs } }, download }
        void generateVideo(call).then(onEnd, (error: Error) => console.error(error.message))
        await settle()
      },
      async () => {
        await sandbox.advance(1)
        mock.timers.tick(1_000)
        await settle()
      },
    )
  } finally {
    mock.timers.reset()
    await sandbox.close()
  }
}

/** The medians of five runs: delays have jitter. */
async function medianRun(run: () => Promise<Reads>): Promise<Reads> {
  const runs: Reads[] = []
  while (runs.length < 5) runs.push(await run())
  const median = (of: (reads: Reads) => number): number => quantile(runs.map(of), 0.5)
  return { perJob: median(({ perJob }) => perJob), delay: median(({ delay }) => delay) }
}

/** Measures how often the provider is read for one job: with a callback, by polling, and by a peer. */
export async function measureCallbackReads(): Promise<Measurement[]> {
  const what = `${jobs} jobs of ${durationSeconds} s at fal`
  const unit = 'upstream reads per job'
  const [callbacks, polling, peer] = [await runOurs(true), await medianRun(() => runOurs(false)), await runAiSdk()]
  const delayed = 'the same: delay of the completion, p95'
  const peerName = `generateVideo of ai ${packages.ai}, every ${pollIntervalMs / 1_000} s`
  return [
    { what: `${what}: with callbacks`, value: callbacks.perJob, unit, bound: { atMost: 3 } },
    { what: delayed, value: callbacks.delay, unit: 's', bound: { atMost: 1 } },
    { what: `${what}: by polling, none known before`, value: polling.perJob, unit, bound: { atMost: 6 } },
    { what: delayed, value: polling.delay, unit: 's', bound: { atMost: 3 } },
    { what: `${what}: ${peerName}`, value: peer.perJob, unit, isPeer: true },
    { what: delayed, value: peer.delay, unit: 's', isPeer: true },
  ]
}
