// The part of the packages that the guide uses, with types as they are published.
interface VideoModelFile {
  type: 'file'
  mediaType: string
  data: string | Uint8Array
}

interface VideoModelCallOptions {
  prompt: string | undefined
  n: number
  aspectRatio: `${number}:${number}` | 'adaptive' | undefined
  resolution: `${number}x${number}` | undefined
  duration: number | undefined
  fps: number | undefined
  seed: number | undefined
  image: VideoModelFile | undefined
  frameImages: { image: VideoModelFile; frameType: 'first_frame' | 'last_frame' }[] | undefined
  inputReferences: VideoModelFile[] | undefined
  generateAudio: boolean | undefined
  providerOptions: Record<string, Record<string, string>>
}

interface VideoModel {
  readonly specificationVersion: 'v4'
  readonly provider: string
  readonly modelId: string
  doStart?(
    options: VideoModelCallOptions & { webhookUrl?: string },
  ): PromiseLike<{ operation: unknown; warnings: { type: 'other'; message: string }[] }>
  doStatus?(options: {
    operation: unknown
    abortSignal?: AbortSignal
  }): PromiseLike<{ status: 'pending'; response: { headers: Record<string, string> | undefined } }>
}

declare module '@ai-sdk/replicate' {
  export const createReplicate: (options: { apiToken: string | undefined }) => { video(id: string): VideoModel }
}
declare module '@ai-sdk/xai' {
  export const createXai: (options: { apiKey: string | undefined }) => { video(id: string): VideoModel }
}
declare module '@ai-sdk/minimax' {
  export const createMiniMax: (options: { apiKey: string | undefined }) => { video(id: string): VideoModel }
}
declare module '@ai-sdk/alibaba' {
  export const createAlibaba: (options: { apiKey: string | undefined }) => { video(id: string): VideoModel }
}
