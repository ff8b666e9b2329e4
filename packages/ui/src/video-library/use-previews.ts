import { useCallback, useState, useSyncExternalStore } from 'react'
import { useControllableStore, type SetValue } from '../primitives'
import { allowsMotion, onMotionChange } from '../playback'

/** Whether cards play, by the same three props as other state. */
interface PreviewOptions {
  previews?: boolean | undefined
  defaultPreviews?: boolean | undefined
  onPreviewsChange?: ((previews: boolean) => void) | undefined
}

/** Whether cards play: what the user chose, else what the system asks for. */
export function usePreviews({
  previews,
  defaultPreviews,
  onPreviewsChange,
}: PreviewOptions): [previews: boolean, setPreviews: SetValue<boolean>] {
  const allowed = useSyncExternalStore(onMotionChange, allowsMotion, () => false)
  const [chosen, choose] = useState(defaultPreviews)
  const keep = useCallback((next: boolean) => choose(next), [])
  return useControllableStore('previews', { value: previews, onChange: onPreviewsChange }, [chosen ?? allowed, keep])
}
