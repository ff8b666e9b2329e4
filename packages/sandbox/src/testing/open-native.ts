import { sampleVideo } from '@dailies/sandbox'
import { openSandbox } from './open-sandbox'

/** A picture of 320 by 192 pixels. */
export const picture = sampleVideo().thumbnail

/** The picture in base64. */
export const base64Picture = Buffer.from(picture).toString('base64')

/** A sandbox, and short ways to ask its native APIs. */
export function openNative(options: Parameters<typeof openSandbox>[0] = {}) {
  const { sandbox } = openSandbox(options)
  const readJson = async (response: Response) => {
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  const jsonInit = (method: string, headers: Record<string, string>, body: unknown): RequestInit => ({
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

  const gemini = (path: string, body?: unknown, headers: Record<string, string> = { 'x-goog-api-key': 'any' }) =>
    sandbox
      .fetch(`http://google/v1beta/${path}`, jsonInit(body === undefined ? 'GET' : 'POST', headers, body))
      .then(readJson)
  const ask =
    (base: string, anyKey: string) =>
    (url: string, { method = 'GET', body, key = anyKey }: NativeInit = {}) =>
      sandbox.fetch(new URL(url, base), jsonInit(method, key === '' ? {} : { authorization: key }, body)).then(readJson)
  const fal = ask('https://queue.fal.run', 'Key any')
  const replicate = ask('https://api.replicate.com', 'Bearer any')
  const openRouterAPI = ask('https://openrouter.ai', 'Bearer any')

  return {
    sandbox,
    gemini,
    fal,
    replicate,
    /** @param path below `/api/v1` */
    openRouter: (path: string, init?: NativeInit) => openRouterAPI(`/api/v1${path}`, init),
    /** Starts a prediction of Replicate; resolves with the answer. */
    async predict(input: object = {}, model = 'google/veo-3.1') {
      const body = { input: { prompt: 'A lamp.', ...input } }
      return (await replicate(`/v1/models/${model}/predictions`, { method: 'POST', body })).body
    },
    /** Submits to Veo; resolves with the name of the operation. */
    async startVeo(parameters: object = {}, instance: object = {}): Promise<string> {
      const body = { instances: [{ prompt: 'A lamp.', ...instance }], parameters }
      return (await gemini('models/veo-3.1-generate-preview:predictLongRunning', body)).body.name
    },
    /** Submits to a model of fal; resolves with the answer. */
    async submit(input: object = {}, model = 'fal-ai/veo3.1/fast') {
      return (await fal(`/${model}`, { method: 'POST', body: { prompt: 'A lamp.', ...input } })).body
    },
  }
}

interface NativeInit {
  method?: string
  body?: unknown
  key?: string
}
