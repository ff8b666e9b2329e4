export { toFailure } from './to-failure'
export { failureKind, isConnectionError } from './failure-kind'
export type { Failure, FailureKind } from './failure-kind'
export { Alert } from './alert'

export { useOnReconnect } from './use-on-reconnect'
export { useFailureText } from './use-failure-text'
