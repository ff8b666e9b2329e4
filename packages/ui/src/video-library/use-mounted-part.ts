import { useEffect, useSyncExternalStore } from 'react'
import type { PartName } from './mounted-parts'
import { useLibrary } from './video-library-context'

/** Reports that a part is mounted. */
export function useMountedPart(name: PartName): void {
  const { parts } = useLibrary()
  useEffect(() => parts.add(name), [parts, name])
}

/** Whether the composition has a part. */
export function useHasPart(name: PartName): boolean {
  const { parts } = useLibrary()
  return useSyncExternalStore(
    parts.subscribe,
    () => parts.has(name),
    () => false,
  )
}
