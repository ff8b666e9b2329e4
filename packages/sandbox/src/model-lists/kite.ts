import type { ModelCapabilities, VideoShape } from '@dailies/core'

// The larger tiers have one length each.
const lengths: Readonly<Record<string, string[]>> = { '1080p': ['8'], '4k': ['4'] }

function shape(size: string, aspect_ratio: string, resolution: string): VideoShape {
  const seconds = lengths[resolution]
  return { size, aspect_ratio, resolution, ...(seconds ? { seconds } : {}) }
}

const hd = [shape('1280x720', '16:9', '720p'), shape('720x1280', '9:16', '720p')]
const fullHd = [shape('1920x1080', '16:9', '1080p'), shape('1080x1920', '9:16', '1080p')]
const ultraHd = [shape('3840x2160', '16:9', '4k'), shape('2160x3840', '9:16', '4k')]
const sizesOf = (shapes: VideoShape[]) => shapes.map(({ size }) => size)

const common = {
  seconds: ['4', '6', '8'],
  input_reference: true,
  last_frame: true,
  exact_frame_size: false,
  seed: true,
  negative_prompt: { max_length: 500 },
  operations: ['extend'],
} satisfies Partial<ModelCapabilities>

/** Two ratios in tiers, first and last frames, and sound that changes the price. */
export const kiteModels: ModelCapabilities[] = [
  {
    ...common,
    id: 'kite-2',
    label: 'Kite',
    description: 'Follows the prompt closely, with a last frame and sound if you want it.',
    sizes: sizesOf([...hd, ...fullHd]),
    shapes: [...hd, ...fullHd],
    generate_audio: 'optional',
    prices: {
      '720p': { with_audio: 0.15, without_audio: 0.1 },
      '1080p': { with_audio: 0.2, without_audio: 0.14 },
    },
  },
  {
    ...common,
    id: 'kite-2-max',
    label: 'Kite Max',
    description: 'Up to 4K, always with sound, and with up to three pictures to keep a person or a thing.',
    sizes: sizesOf([...hd, ...fullHd, ...ultraHd]),
    shapes: [...hd, ...fullHd, ...ultraHd],
    generate_audio: 'always',
    input_references: { images: 3 },
    prices: { '720p': 0.4, '1080p': 0.4, '4k': 0.6 },
  },
]
