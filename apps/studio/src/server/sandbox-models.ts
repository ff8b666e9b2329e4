import type { ModelCapabilities } from '@dailies/core'

const hd = ['1280x720', '720x1280']

/** What the sandbox offers, with words and made-up prices for the page: nothing is billed. */
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
  },
  {
    id: 'mini',
    label: 'Mini',
    description: 'Very small and done at once: for trying the studio itself.',
    sizes: ['320x192', '192x320'],
    seconds: ['1', '2', '4'],
    prices: { '320x192': 0.01, '192x320': 0.01 },
    input_reference: true,
  },
]
