import { operationsOf, type Capabilities } from '@dailies/core'

/** All operations that create a video from a completed one. */
const remixOperations = ['remix', 'edit', 'extend'] as const

/** An operation that creates a video from a completed one: remix, edit or extend. */
export type RemixOperation = (typeof remixOperations)[number]

/** The operations that videos of a model have; empty while the capabilities are loading. */
export const offeredOperations = (capabilities: Capabilities | undefined, modelId: string): RemixOperation[] => {
  const offered = operationsOf(capabilities, modelId)
  return remixOperations.filter((operation) => offered.includes(operation))
}
