import { useEffect, useRef } from 'react'

type EscapeHandler = ((event: KeyboardEvent) => void) | undefined

/**
 * Closes the dialog in a layer on Escape, before any modal around it receives the key. Every copy of Radix listens on
 * the document and closes its own topmost dialog, and a native dialog closes unless the default is prevented.
 *
 * @param onEscapeKeyDown called first; prevents the closing with `preventDefault`
 */
export function useEscape(layer: HTMLElement | null, onEscapeKeyDown: EscapeHandler, onClose: () => void): void {
  const latest = useRef({ onEscapeKeyDown, onClose })
  useEffect(() => {
    latest.current = { onEscapeKeyDown, onClose }
  })
  useEffect(() => {
    if (!layer) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      const [target] = event.composedPath()
      // The layers of nested dialogs are nested too: the innermost one closes.
      if (event.key !== 'Escape' || !(target instanceof Element) || target.closest('.dl-layer') !== layer) return
      event.stopPropagation()
      latest.current.onEscapeKeyDown?.(event)
      if (!event.defaultPrevented) latest.current.onClose()
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [layer])
}
