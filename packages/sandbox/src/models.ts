/**
 * The sandbox's models as data, for the server in front of it.
 *
 * @packageDocumentation
 */
import type { ModelCapabilities, ModelParameter } from '@dailies/core'

/** A model of the sandbox. */
export interface SandboxModel {
  /** The value of `model` in a create. */
  id: string
  /** Pixels, as `1280x720`; both even. The default is 720x1280, as OpenAI documents, or else the first. */
  sizes: readonly string[]
  /** Lengths of a new video, in seconds; the first is the default. */
  seconds: readonly string[]
  /** Lengths by which a video can be extended, in seconds. @default `seconds`, 4, 8, 12, 16 and 20 */
  extensions?: readonly string[]
  /** What else a create can set, as fields beside the common ones. @default nothing */
  parameters?: readonly ModelParameter[]
}

const hd = ['1280x720', '720x1280']

/**
 * The models that a sandbox has by default, as they can be passed to `openaiUpstream`: with labels, and with made-up
 * prices in US dollars per second of video.
 */
export const sandboxModels: ModelCapabilities[] = [
  {
    id: 'lamp-1',
    label: 'Lamp',
    description: 'Quick and cheap: for finding the shot.',
    sizes: hd,
    seconds: ['4', '8', '12'],
    prices: { '1280x720': 0.1, '720x1280': 0.1 },
    input_reference: true,
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
  },
]
