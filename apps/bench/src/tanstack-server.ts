import {
  generateVideo,
  generationParamsFromRequest,
  memoryStream,
  resumeServerSentEventsResponse,
  toServerSentEventsResponse,
} from '@tanstack/ai'
import { BaseVideoAdapter } from '@tanstack/ai/adapters'
import type { Video } from '@dailies/core'

type Fetch = (input: string, init?: RequestInit) => Promise<Response>

const states = { queued: 'pending', in_progress: 'processing', completed: 'completed', failed: 'failed' } as const

/** The Videos API as TanStack AI asks it. */
class SandboxVideos extends BaseVideoAdapter<'mini'> {
  readonly name = 'sandbox'
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    super({}, 'mini')
    this.#fetch = fetch
  }

  async #ask(path: string, init?: RequestInit): Promise<Video> {
    const response = await this.#fetch(`http://sandbox/v1/videos${path}`, init)
    return (await response.json()) as Video
  }

  async createVideoJob({ prompt }: { prompt: unknown }): Promise<{ jobId: string; model: string }> {
    const { id } = await this.#ask('', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: this.model, prompt, size: '320x192', seconds: '1' }),
    })
    return { jobId: id, model: this.model }
  }

  async getVideoStatus(jobId: string) {
    const { status, progress } = await this.#ask(`/${jobId}`)
    return { jobId, status: states[status], progress: progress ?? 0 }
  }

  getVideoUrl(jobId: string): Promise<{ jobId: string; url: string }> {
    return Promise.resolve({ jobId, url: `http://sandbox/v1/videos/${jobId}/content` })
  }
}

/**
 * The server half of `useGenerateVideo` as its documentation builds it: the server looks at the job and streams, a durable log lets
 * a page that comes later join the run, and a page finds that run by its `threadId`.
 */
export function createTanStackServer(fetch: Fetch): (request: Request) => Promise<Response> {
  const adapter = new SandboxVideos(fetch)
  const runs = new Map<string, string>()
  return async (request) => {
    const { searchParams } = new URL(request.url)
    const wanted = searchParams.get('threadId')
    if (wanted !== null) {
      const runId = runs.get(wanted)
      return Response.json(
        runId === undefined
          ? { resumeSnapshot: null, activeRun: null }
          : { resumeSnapshot: { resumeState: { threadId: wanted, runId }, status: 'running' }, activeRun: { runId } },
      )
    }
    const durability = { adapter: memoryStream(request) }
    if (request.method === 'GET') return resumeServerSentEventsResponse(durability)
    const { input, runId = '', threadId = '' } = await generationParamsFromRequest('video', request)
    runs.set(threadId, runId)
    const prompt = String(input.prompt)
    return toServerSentEventsResponse(generateVideo({ adapter, prompt, stream: true, runId, threadId }), { durability })
  }
}
