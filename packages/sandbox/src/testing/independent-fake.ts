import { loadPublished } from './published-packages'

/**
 * `@copilotkit/aimock`, whose jobs advance by the number of polls: the first finds the job in progress, the second ended.
 * A prompt with the word `moderated` fails.
 */
export async function startIndependentFake() {
  const { LLMock } = await loadPublished('@copilotkit/aimock')
  const progression = { pollsBeforeInProgress: 1, pollsBeforeCompleted: 2 }
  const mock = new LLMock({ port: 0, veoVideo: progression, falQueue: progression, openRouterVideo: progression })
  const video = { id: 'video-1', status: 'completed', url: 'http://files.example/video.mp4' }
  mock.onVideo(/moderated/, { video: { ...video, status: 'failed', error: 'blocked' } })
  mock.onVideo(/./, { video })
  mock.onFalVideo(/./, { video })
  await mock.start()
  const { url } = mock as { url: string }

  return {
    geminiURL: `${url}/v1beta`,
    openRouterURL: `${url}/api/v1`,
    /** Requests to `queue.fal.run` reach the fake by the header that it looks at. */
    fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init)
      const { host, pathname, search } = new URL(request.url)
      if (host !== 'queue.fal.run') return fetch(request)
      const headers = new Headers(request.headers)
      headers.set('x-fal-target-host', host)
      const { method, signal } = request
      const hasBody = method === 'POST'
      return fetch(`${url}/fal${pathname}${search}`, {
        method,
        headers,
        signal,
        ...(hasBody ? { body: request.body, duplex: 'half' } : {}),
      } as RequestInit)
    },
    close: (): Promise<void> => mock.stop(),
  }
}
