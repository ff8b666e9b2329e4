import { useEffect } from 'react'
import { listen } from '../primitives'
import { isConnectionError, type Failure } from './failure-kind'

/** Hears that the line is back, while something failed for want of it. @param onBack must be the same function as long as it does the same */
export function useReconnect(failed: Failure | undefined, onBack: () => void): void {
  const isWaiting = failed !== undefined && isConnectionError(failed)
  useEffect(() => (isWaiting ? listen(window, { online: onBack }) : undefined), [isWaiting, onBack])
}
