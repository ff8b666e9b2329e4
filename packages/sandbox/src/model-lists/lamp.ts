import type { ModelCapabilities } from '@dailies/core'

const hd = ['1280x720', '720x1280']

/** Like OpenAI's models: few sizes, and a first frame of exactly the video's pixels. */
export const lampModels: ModelCapabilities[] = [
  {
    id: 'lamp-1',
    label: 'Lamp',
    description: 'Quick and cheap: for finding the shot.',
    sizes: hd,
    seconds: ['4', '8', '12'],
    prices: { '1280x720': 0.1, '720x1280': 0.1 },
    input_reference: true,
    exact_frame_size: true,
  },
  {
    id: 'lamp-1-pro',
    label: 'Lamp Pro',
    description: 'Slower and finer: for the take that you keep.',
    sizes: [...hd, '1792x1024', '1024x1792', '1920x1080', '1080x1920'],
    seconds: ['4', '8', '12', '16', '20'],
    prices: {
      '1280x720': 0.3,
      '720x1280': 0.3,
      '1792x1024': 0.5,
      '1024x1792': 0.5,
      '1920x1080': 0.7,
      '1080x1920': 0.7,
    },
    input_reference: true,
    exact_frame_size: true,
    parameters: [
      {
        name: 'fps',
        label: 'Frames per second',
        description: 'More frames move more smoothly, and take longer to render.',
        type: 'integer',
        minimum: 8,
        maximum: 30,
        default: 16,
      },
    ],
  },
  {
    id: 'mini',
    label: 'Mini',
    description: 'Very small and done at once: for trying things out.',
    sizes: ['320x192', '192x320'],
    seconds: ['1', '2', '4'],
    prices: { '320x192': 0.01, '192x320': 0.01 },
    input_reference: true,
    exact_frame_size: true,
  },
]
