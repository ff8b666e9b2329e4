import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Leaves the page clickable if the modal around our dialog has closed before it. Radix makes the body transparent to
 * the pointer, and restores what it found. If that was the style of another copy of Radix, which has removed it since,
 * the page would stay blocked.
 *
 * Call it in a child of the content of Radix: its layout effect precedes every effect of Radix, and React cleans up
 * passive effects from parent to child.
 */
export function useReleasePointer(layer: HTMLElement | null): void {
  const modalAround = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const isBlocked = document.body.style.pointerEvents === 'none'
    // A dialog inside another of ours leaves this to that one.
    const place = isBlocked && !layer?.parentElement?.closest('.dl-layer') ? layer : null
    modalAround.current = place?.closest<HTMLElement>('[style*="pointer-events: auto"]') ?? null
  }, [layer])
  useEffect(
    () => () => {
      const modal = modalAround.current
      const isClosed = modal && (!modal.isConnected || modal.style.pointerEvents === '')
      if (isClosed) document.body.style.pointerEvents = ''
    },
    [],
  )
}
