export { failedOf } from './failed-of'
export { failureKind } from './failure-kind'
export type { Failed, FailureKind } from './failure-kind'
export { Notice } from './notice'

export { useFailureWords } from './use-failure-words'
