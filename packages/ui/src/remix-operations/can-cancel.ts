import { operationsOf, type OperationCapabilities, type Video } from '@dailies/core'

/** Whether a running job can be cancelled and kept: its model can, or it has not been sent yet. */
export const canCancel = (capabilities: OperationCapabilities | undefined, { assets, model }: Video): boolean =>
  assets?.waiting === true || operationsOf(capabilities, model).includes('cancel')
