import { useEffect } from 'react'
import { listen } from '../primitives'
import { isConnectionError, type Failure } from './failure-kind'

/**
 * Calls back when the browser is online again, while a connection error is shown.
 *
 * @param onOnline should be memoized, since a new function adds the listener again
 */
export function useOnReconnect(failure: Failure | undefined, onOnline: () => void): void {
  const isDisconnected = failure !== undefined && isConnectionError(failure)
  useEffect(() => (isDisconnected ? listen(window, { online: onOnline }) : undefined), [isDisconnected, onOnline])
}
