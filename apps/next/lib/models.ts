import type { ModelCapabilities } from '@dailies/core'

/** What visitors may choose from: the sandbox's models, with made-up prices in US dollars per second of film. */
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

/** How the sandbox cuts its spritesheets, which the size of the smallest leaves open. For another server leave it out, or say its own. */
export const spritesheet = { columns: 5, rows: 5 }
