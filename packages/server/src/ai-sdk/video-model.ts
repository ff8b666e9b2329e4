import type { Json } from '../upstream/upstream'

// The parts of `VideoModelV4` of `@ai-sdk/provider` 4 that are used here. A structural copy, so that no version of the AI
// SDK has to be installed, and several can be.

/** A file in a call. */
export type AiSdkFile =
  | {
      /** The bytes. */
      type: 'file'
      /** Media type, such as `image/png`. */
      mediaType: string
      /** The bytes, or their base64. */
      data: Uint8Array | string
    }
  | {
      /** An address that the provider fetches. */
      type: 'url'
      /** The address. */
      url: string
      /** Media type, such as `video/mp4`. */
      mediaType?: string
    }

/** A first or a last frame. */
export interface AiSdkFrame {
  /** The image. */
  image: AiSdkFile
  /** Where it is in the video. */
  frameType: 'first_frame' | 'last_frame'
}

/** Options by provider, such as `{ fal: { negativePrompt: 'rain' } }`. The package of the provider documents its own. */
export type AiSdkProviderOptions = Record<string, Record<string, unknown>>

/** Options of one call of `doStart`. */
export interface AiSdkCallOptions {
  /** The prompt. */
  prompt: string | undefined
  /** How many videos. Always 1: each video is a job of its own. */
  n: number
  /** As `16:9`. */
  aspectRatio: string | undefined
  /** Pixels, as `1280x720`. */
  resolution: string | undefined
  /** Duration in seconds. */
  duration: number | undefined
  /** Frames per second. */
  fps: number | undefined
  /** The seed. */
  seed: number | undefined
  /** The first frame. */
  image: AiSdkFile | undefined
  /** The first and the last frame, if there is a last one. */
  frameImages: AiSdkFrame[] | undefined
  /** Images, videos or sounds that the video refers to. */
  inputReferences: AiSdkFile[] | undefined
  /** Whether the video has sound. */
  generateAudio: boolean | undefined
  /** What the provider calls when the job has ended. */
  webhookUrl?: string | undefined
  /** What the AI SDK has no option for. */
  providerOptions: AiSdkProviderOptions
  /** Headers of the request, with the `idempotency-key`. */
  headers?: Record<string, string | undefined>
  /** Aborts the request. */
  abortSignal?: AbortSignal
}

/** Call options that replace the usual ones; `undefined` leaves one out. */
export type AiSdkCallChanges = {
  [Name in Exclude<keyof AiSdkCallOptions, 'n' | 'headers' | 'abortSignal'>]?: AiSdkCallOptions[Name]
}

/** What a package says about a call, such as an option that it left out. */
export interface AiSdkWarning {
  /** `unsupported`, `compatibility`, `deprecated` or `other`. */
  type: string
  /** The option. */
  feature?: string
  /** The explanation. */
  details?: string
  /** The explanation of an `other`. */
  message?: string
}

/** Data that packages add to a status, by provider: `{ xai: { costInUsdTicks: 4_000_000_000 } }`. */
export type AiSdkMetadata = Record<string, Record<string, unknown>>

/** The result of `doStart`. */
export interface AiSdkStart {
  /** Identifies the job; JSON. */
  operation: unknown
  /** What the package left out or changed. */
  warnings?: AiSdkWarning[] | undefined
}

/** A finished video. */
export type AiSdkVideo =
  | {
      /** At a URL, possibly with the key in its query. */
      type: 'url'
      /** The URL. */
      url: string
    }
  | {
      /** In the result, as base64. */
      type: 'base64'
      /** The base64. */
      data: string
    }
  | {
      /** In the result, as bytes. */
      type: 'binary'
      /** The bytes. */
      data: Uint8Array
    }
  | {
      /** Somewhere else, where only the provider's own options say. */
      type: 'uploaded'
    }

/** The result of `doStatus`. */
export type AiSdkStatus = {
  /** The response of the provider. */
  response?:
    | {
        /** Its headers; `retry-after` delays the next poll. */
        headers?: Record<string, string> | undefined
      }
    | undefined
  /** What the package says beside the status. */
  providerMetadata?: Record<string, Record<string, unknown>> | undefined
} & (
  | {
      /** It runs. */
      status: 'pending'
    }
  | {
      /** It is finished. */
      status: 'completed'
      /** The videos; the first is used. */
      videos: AiSdkVideo[]
    }
  | {
      /** It failed, or a request about it failed: packages differ. */
      status: 'error'
      /** The reason. */
      error: string
    }
)

/** Options of one call of `doStatus`. */
export interface AiSdkStatusOptions {
  /** What `doStart` returned. */
  operation: Json
  /** Headers of the request. */
  headers?: Record<string, string | undefined>
  /** Aborts the request. */
  abortSignal?: AbortSignal
}

/** A video model of the AI SDK 7: any `VideoModelV4` with `doStart` and `doStatus`. */
export interface AiSdkVideoModel {
  /** `v4`. */
  readonly specificationVersion: string
  /** Such as `fal.video`. */
  readonly provider: string
  /** The id of the model at the provider. */
  readonly modelId: string
  /** Present in models that pass on a `webhookUrl`. */
  readonly handleWebhookOption?: unknown
  /** Starts a job. Called once for each. */
  doStart?(options: AiSdkCallOptions): PromiseLike<AiSdkStart>
  /** Asks for the status of a job. */
  doStatus?(options: AiSdkStatusOptions): PromiseLike<AiSdkStatus>
}
