import { useEffect, useRef } from 'react'

/**
 * Closes a dialog whose layer is no longer rendered, because an ancestor was hidden or removed: Radix would go on
 * blocking the page for a dialog that no one can see.
 */
export function useCloseWhenHidden(layer: HTMLElement | null, onClose: () => void): void {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    if (!layer || typeof ResizeObserver === 'undefined') return undefined
    const closeIfHidden = () => {
      if (layer.getClientRects().length === 0) latest.current()
    }
    // The observer does not report an element that was hidden from the start.
    closeIfHidden()
    const observer = new ResizeObserver(closeIfHidden)
    observer.observe(layer)
    return () => observer.disconnect()
  }, [layer])
}
