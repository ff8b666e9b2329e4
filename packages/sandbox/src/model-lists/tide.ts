import type { ModelCapabilities, ModelParameter } from '@dailies/core'

const camera: ModelParameter = {
  name: 'camera',
  label: 'Camera',
  description: 'Whether the camera moves by itself or stands still.',
  type: 'choice',
  options: [
    { value: 'free', label: 'Free' },
    { value: 'fixed', label: 'Fixed' },
  ],
  default: 'free',
}

const common = {
  input_reference: true,
  exact_frame_size: false,
  seed: true,
  parameters: [camera],
  operations: ['remix'],
} satisfies Partial<ModelCapabilities>

/** Many ratios and lengths, and references of several kinds. */
export const tideModels: ModelCapabilities[] = [
  {
    ...common,
    id: 'tide-1',
    label: 'Tide',
    description: 'Every ratio from a phone to a cinema, at the lowest price, without sound.',
    sizes: ['854x480', '480x854', '640x640', '736x552', '552x736', '1120x480'],
    shapes: [
      { size: '854x480', aspect_ratio: '16:9', resolution: '480p' },
      { size: '480x854', aspect_ratio: '9:16', resolution: '480p' },
      { size: '640x640', aspect_ratio: '1:1', resolution: '480p' },
      { size: '736x552', aspect_ratio: '4:3', resolution: '480p' },
      { size: '552x736', aspect_ratio: '3:4', resolution: '480p' },
      { size: '1120x480', aspect_ratio: '21:9', resolution: '480p' },
    ],
    seconds: ['3', '5', '10'],
    prices: { '480p': 0.03 },
  },
  {
    ...common,
    id: 'tide-1-pro',
    label: 'Tide Pro',
    description: 'Up to 15 seconds, with pictures, a video and a voice as references.',
    sizes: ['1280x720', '720x1280', '960x960', '1680x720'],
    shapes: [
      { size: '1280x720', aspect_ratio: '16:9', resolution: '720p' },
      { size: '720x1280', aspect_ratio: '9:16', resolution: '720p' },
      { size: '960x960', aspect_ratio: '1:1', resolution: '720p' },
      { size: '1680x720', aspect_ratio: '21:9', resolution: '720p' },
    ],
    seconds: ['5', '10', '15'],
    last_frame: true,
    generate_audio: 'optional',
    input_references: { images: 4, videos: 1, audios: 1 },
    prices: { '720p': { with_audio: 0.12, without_audio: 0.08 } },
  },
]
