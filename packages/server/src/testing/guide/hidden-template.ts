import type { BeforeCreate } from '@dailies/server'

/** Pass it as `beforeCreate` of createVideoServer. */
export const houseStyle: BeforeCreate = ({ request, operation }) => {
  // An edit describes a change of a video that has the style already.
  if (operation === 'edit') return undefined
  return {
    request: { prompt: `${request.prompt.trim()} Shot on 16 mm, soft daylight, no text.` },
    // Readable by the user, who cannot change it.
    metadata: { style: 'house' },
  }
}
