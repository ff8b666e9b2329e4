/** A model as OpenRouter lists it, with the fields of `VideoModel` in `@openrouter/sdk` 1.3.19. */
export interface OpenRouterModel {
  id: string
  canonical_slug: string
  name: string
  created: number
  description: string
  supported_durations: readonly number[] | null
  supported_resolutions: readonly string[] | null
  supported_aspect_ratios: readonly string[] | null
  supported_sizes: readonly string[] | null
  supported_frame_images: readonly string[] | null
  generate_audio: boolean | null
  seed: boolean | null
  creativity: readonly number[] | null
  upscale_factor: { min: number; max: number } | null
  allowed_passthrough_parameters: readonly string[]
  pricing_skus: Readonly<Record<string, string>> | null
}

const common = {
  created: 1_780_000_000,
  supported_sizes: null,
  supported_frame_images: null,
  generate_audio: null,
  seed: null,
  creativity: null,
  upscale_factor: null,
  allowed_passthrough_parameters: [],
}

/** The ways in which OpenRouter describes and prices models, one model each. The prices are examples. */
export const openRouterModels: readonly OpenRouterModel[] = [
  {
    ...common,
    id: 'google/veo-3.1',
    canonical_slug: 'google/veo-3.1-20251015',
    name: 'Google: Veo 3.1',
    description: 'Dialogue and sound, up to 4K.',
    supported_durations: [4, 6, 8],
    supported_resolutions: ['720p', '1080p', '4K'],
    supported_aspect_ratios: ['16:9', '9:16'],
    supported_frame_images: ['first_frame', 'last_frame'],
    generate_audio: true,
    seed: true,
    allowed_passthrough_parameters: ['negativePrompt', 'personGeneration'],
    pricing_skus: {
      duration_seconds_with_audio: '0.40',
      duration_seconds_without_audio: '0.20',
      duration_seconds_with_audio_4k: '0.60',
      duration_seconds_without_audio_4k: '0.40',
    },
  },
  {
    ...common,
    id: 'alibaba/wan-2.6',
    canonical_slug: 'alibaba/wan-2.6',
    name: 'Alibaba: Wan 2.6',
    description: 'Priced by the tier, and by whether it starts from an image.',
    supported_durations: [5, 10],
    supported_resolutions: ['480p', '720p'],
    supported_aspect_ratios: ['16:9', '9:16', '1:1'],
    supported_sizes: ['854x480', '480x854', '480x480', '1280x720', '720x1280', '720x720'],
    supported_frame_images: ['first_frame'],
    pricing_skus: {
      text_to_video_duration_seconds_480p: '0.04',
      image_to_video_duration_seconds_480p: '0.05',
      text_to_video_duration_seconds_720p: '0.08',
      image_to_video_duration_seconds_720p: '0.08',
    },
  },
  {
    ...common,
    id: 'x-ai/grok-imagine-video',
    canonical_slug: 'x-ai/grok-imagine-video',
    name: 'xAI: Grok Imagine Video',
    description: 'Priced in cents.',
    supported_durations: [6, 10],
    supported_resolutions: ['720p'],
    supported_aspect_ratios: ['16:9', '9:16'],
    pricing_skus: { cents_per_video_output_second_720p: '7' },
  },
  {
    ...common,
    id: 'bytedance/seedance-2.0',
    canonical_slug: 'bytedance/seedance-2.0',
    name: 'ByteDance: Seedance 2.0',
    description: 'Priced by tokens.',
    supported_durations: [5],
    supported_resolutions: ['720p'],
    supported_aspect_ratios: ['16:9'],
    pricing_skus: { video_tokens: '0.0000070' },
  },
  {
    ...common,
    id: 'example/upscaler',
    canonical_slug: 'example/upscaler',
    name: 'Example: Upscaler',
    description: 'Enlarges a video; it makes none from a prompt.',
    supported_durations: null,
    supported_resolutions: null,
    supported_aspect_ratios: null,
    upscale_factor: { min: 1, max: 4 },
    pricing_skus: { megapixel_seconds: '0.01' },
  },
]
