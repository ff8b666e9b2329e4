export { failedOf } from './failed-of'
export { failureKind, isOfTheLine } from './failure-kind'
export type { Failed, FailureKind } from './failure-kind'
export { Notice } from './notice'

export { useLineBack } from './use-line-back'
export { useFailureWords } from './use-failure-words'
