import type { Capabilities } from '@dailies/core'

/** The keys of the texts that describe what deleting a running job does upstream. */
export const consequences = {
  cancels: 'stopCancels',
  continues: 'stopContinues',
  unknown: 'stopUnknown',
} as const satisfies Record<Capabilities['cancellation'], string>
