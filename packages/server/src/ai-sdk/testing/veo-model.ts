import type { AiSdkCallOptions, AiSdkStatus, AiSdkVideoModel } from '../video-model'

/** The models of the tests: what they can do. */
export const veoOffer = {
  id: 'veo',
  sizes: ['1280x720', '720x1280'],
  seconds: ['8', '4'],
  prices: { '720p': 0.1 },
  input_reference: true,
}

const baseURL = 'http://google.test/v1beta'
/** The origin of the files. */
export const veoOrigin = 'http://google.test'
/** The model of the sandbox. */
const veoModel = 'veo-3.1-generate-preview'

/** An error as the packages throw it: a class of their own, which is known by its fields only. */
const thrown = (name: string, message: string, fields: object = {}) =>
  Object.assign(new Error(message), { name }, fields)

interface Operation {
  name?: string
  done?: boolean
  error?: { message: string }
  response?: { generateVideoResponse: { generatedSamples?: { video: { uri: string } }[] } }
}

/**
 * A `VideoModelV4` in front of the sandbox's Gemini, in the manner of `@ai-sdk/google` 4: its errors hold the whole request, a
 * filtered video is an error that is thrown, and the key is appended to the URL of the file.
 */
export function createVeoModel(fetch: (request: Request) => Promise<Response>, apiKey: string) {
  const calls: AiSdkCallOptions[] = []

  async function send(path: string, signal: AbortSignal | undefined, body?: object, headers = {}): Promise<Operation> {
    const url = `${baseURL}/${path}`
    const init = {
      headers: { 'x-goog-api-key': apiKey, 'content-type': 'application/json', ...headers },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }
    const response = await fetch(new Request(url, init)).catch((cause: unknown) => {
      throw (cause as Error).name === 'AbortError'
        ? cause
        : thrown('AI_APICallError', `Cannot connect to API: ${String(cause)}`, { url, requestBodyValues: body, cause })
    })
    const responseBody = await response.text()
    const { status: statusCode } = response
    const responseHeaders = Object.fromEntries(response.headers)
    const fields = { url, requestBodyValues: body, statusCode, responseHeaders, responseBody }
    if (!response.ok) throw thrown('AI_APICallError', response.statusText, fields)
    try {
      return JSON.parse(responseBody) as Operation
    } catch {
      throw thrown('AI_APICallError', 'Invalid JSON response', fields)
    }
  }

  const model: Required<Omit<AiSdkVideoModel, 'handleWebhookOption'>> = {
    specificationVersion: 'v4',
    provider: 'google.test',
    modelId: veoModel,

    async doStart(options) {
      calls.push(options)
      const { prompt, aspectRatio, duration, seed, abortSignal, headers } = options
      const body = { instances: [{ prompt }], parameters: { aspectRatio, durationSeconds: duration, seed } }
      const { name } = await send(`models/${veoModel}:predictLongRunning`, abortSignal, body, headers)
      if (name === undefined) throw thrown('GOOGLE_VIDEO_GENERATION_ERROR', 'No operation name returned from API')
      return { operation: { operationName: name }, warnings: [] }
    },

    async doStatus({ operation, abortSignal }): Promise<AiSdkStatus> {
      const { operationName } = operation as { operationName: string }
      const { done, error, response } = await send(operationName, abortSignal)
      if (done !== true) return { status: 'pending' }
      if (error) return { status: 'error', error: `Video generation failed: ${error.message}` }
      const uri = response?.generateVideoResponse.generatedSamples?.[0]?.video.uri
      if (uri === undefined) {
        const answer = JSON.stringify({ name: operationName, response })
        throw thrown('GOOGLE_VIDEO_GENERATION_ERROR', `No videos in response. Response: ${answer}`)
      }
      const url = uri.startsWith(veoOrigin) ? `${uri}${uri.includes('?') ? '&' : '?'}key=${apiKey}` : uri
      return { status: 'completed', videos: [{ type: 'url', url }] }
    },
  }
  return { model, calls }
}
