import type { Capabilities } from '@dailies/core'
import type { Upstream } from './upstream'

/** What cancelling or deleting a running job of this model does. */
export function cancellationOf({ capabilities }: Upstream, modelId: string): Capabilities['cancellation'] {
  const model = capabilities.models.find(({ id }) => id === modelId)
  return model?.cancellation ?? capabilities.cancellation ?? 'unknown'
}
