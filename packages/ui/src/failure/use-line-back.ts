import { useEffect } from 'react'
import { listen } from '../primitives'
import { isOfTheLine, type Failed } from './failure-kind'

/** Hears that the line is back, while something failed for want of it. @param onBack must be the same function as long as it does the same */
export function useLineBack(failed: Failed | undefined, onBack: () => void): void {
  const isWaiting = failed !== undefined && isOfTheLine(failed)
  useEffect(() => (isWaiting ? listen(window, { online: onBack }) : undefined), [isWaiting, onBack])
}
