import type { Capabilities, ModelOperation } from './capabilities'

/** Every operation on a video that not each model has. */
const modelOperations = ['remix', 'edit', 'extend', 'cancel'] as const satisfies ModelOperation[]

/** The capabilities that {@link operationsOf} and {@link cancellationOf} read. */
export type OperationCapabilities = Pick<Capabilities, 'models' | 'operations' | 'cancellation'>

/**
 * The operations on videos of a model: its own, or else those of the server, as for a model that is no longer offered.
 * Empty while the capabilities are not known.
 *
 * @param modelId the `model` of a video
 */
export function operationsOf(capabilities: OperationCapabilities | undefined, modelId: string): ModelOperation[] {
  const model = capabilities?.models.find(({ id }) => id === modelId)
  return model?.operations ?? modelOperations.filter((operation) => capabilities?.operations[operation])
}

/**
 * What cancelling or deleting a running job of a model does: as its model says, or else the server. `unknown` while the
 * capabilities are not known.
 *
 * @param modelId the `model` of a video
 */
export function cancellationOf(
  capabilities: OperationCapabilities | undefined,
  modelId: string,
): Capabilities['cancellation'] {
  const model = capabilities?.models.find(({ id }) => id === modelId)
  return model?.cancellation ?? capabilities?.cancellation ?? 'unknown'
}
