export { failedOf } from './failed-of'
export { failureKind, isConnectionError } from './failure-kind'
export type { Failed, FailureKind } from './failure-kind'
export { Alert } from './alert'

export { useReconnect } from './use-reconnect'
export { useFailureText } from './use-failure-text'
