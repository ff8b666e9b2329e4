import type { AiSdkCallOptions, AiSdkStart, AiSdkStatus, AiSdkVideoModel } from '../video-model'

/** What `doStart` and `doStatus` do in a test. */
export interface Script {
  start?: () => AiSdkStart | Promise<AiSdkStart>
  status?: () => AiSdkStatus | Promise<AiSdkStatus>
}

/** A `VideoModelV4` that does what the test says, and what it was called with. */
export function scriptedModel({ start, status }: Script = {}) {
  const calls: AiSdkCallOptions[] = []
  const operations: unknown[] = []
  const model: Required<Omit<AiSdkVideoModel, 'handleWebhookOption'>> = {
    specificationVersion: 'v4',
    provider: 'scripted.video',
    modelId: 'scripted-1',
    doStart: async (options) => {
      calls.push(options)
      return start ? start() : { operation: { id: 'operation-1' }, warnings: [] }
    },
    doStatus: async ({ operation }) => {
      operations.push(operation)
      return status ? status() : { status: 'pending' }
    },
  }
  return { model, calls, operations }
}

/** An error of a request, as the packages throw it: it holds the whole request, and is known by its fields only. */
export const callError = (statusCode: number | undefined, fields: object = {}): Error =>
  Object.assign(new Error('Status text'), {
    name: 'AI_APICallError',
    url: 'https://api.example/v1',
    requestBodyValues: { prompt: 'A secret lamp.' },
    ...(statusCode !== undefined && { statusCode }),
    ...fields,
  })

/** An error of a package itself. */
export const packageError = (name: string, message: string): Error => Object.assign(new Error(message), { name })
