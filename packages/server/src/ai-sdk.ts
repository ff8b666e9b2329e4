/**
 * An upstream for video models of the AI SDK 7, of any provider package that has start and status. Imports nothing of the
 * AI SDK.
 *
 * @packageDocumentation
 */
export { aiSdkUpstream } from './ai-sdk/ai-sdk-upstream'
export type { AiSdkModelOption, AiSdkUpstreamOptions } from './ai-sdk/ai-sdk-options'
export type {
  AiSdkCallChanges,
  AiSdkCallOptions,
  AiSdkFile,
  AiSdkFrame,
  AiSdkMetadata,
  AiSdkProviderOptions,
  AiSdkStart,
  AiSdkStatus,
  AiSdkStatusOptions,
  AiSdkVideo,
  AiSdkVideoModel,
  AiSdkWarning,
} from './ai-sdk/video-model'
