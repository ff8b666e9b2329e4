import type { ModelCapabilities } from '@dailies/core'

/** The offered models: those of the sandbox, with invented prices in US dollars per second of video. */
export const models: ModelCapabilities[] = [
  {
    id: 'lamp-1',
    label: 'Lamp',
    description: 'Quick and cheap: for finding the shot.',
    sizes: ['1280x720', '720x1280'],
    seconds: ['4', '8', '12'],
    prices: { '1280x720': 0.1, '720x1280': 0.1 },
    input_reference: true,
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

/** The spritesheet grid of the sandbox, which the size of the smallest sheet leaves ambiguous. For another server omit it, or set its own. */
export const spritesheet = { columns: 5, rows: 5 }
