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

/** TanStack AI adapter for the Videos API. */
class SandboxVideos extends BaseVideoAdapter<'mini'> {
  readonly name = 'sandbox'
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    super({}, 'mini')
    this.#fetch = fetch
  }

  async #request(path: string, init?: RequestInit): Promise<Video> {
    const response = await this.#fetch(`http://sandbox/v1/videos${path}`, init)
    return (await response.json()) as Video
  }

  async createVideoJob({ prompt }: { prompt: unknown }): Promise<{ jobId: string; model: string }> {
    const { id } = await this.#request('', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: this.model, prompt, size: '320x192', seconds: '1' }),
    })
    return { jobId: id, model: this.model }
  }

  async getVideoStatus(jobId: string) {
    const { status, progress } = await this.#request(`/${jobId}`)
    return { jobId, status: states[status], progress: progress ?? 0 }
  }

  getVideoUrl(jobId: string): Promise<{ jobId: string; url: string }> {
    return Promise.resolve({ jobId, url: `http://sandbox/v1/videos/${jobId}/content` })
  }
}

/**
 * The server side of `useGenerateVideo`, as in its documentation: the server polls the job and streams its status. A
 * durable log lets a page that is opened later resume the stream, and a page finds its run by `threadId`.
 */
export function createTanStackServer(fetch: Fetch): (request: Request) => Promise<Response> {
  const adapter = new SandboxVideos(fetch)
  const runs = new Map<string, string>()
  return async (request) => {
    const { searchParams } = new URL(request.url)
    const requestedThreadId = searchParams.get('threadId')
    if (requestedThreadId !== null) {
      const runId = runs.get(requestedThreadId)
      return Response.json(
        runId === undefined
          ? { resumeSnapshot: null, activeRun: null }
          : {
              resumeSnapshot: { resumeState: { threadId: requestedThreadId, runId }, status: 'running' },
              activeRun: { runId },
            },
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
