import * as Dialog from '@radix-ui/react-dialog'
import {
  createContext,
  forwardRef,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { canRaise, raise } from './raise'
import { useCloseWhenHidden } from './use-close-when-hidden'
import { useEscape } from './use-escape'
import { useReleasePointer } from './use-release-pointer'

interface DialogLayerContextValue {
  /** The element that the dialog is portaled into; null where the browser has no top layer. */
  layer: HTMLElement | null
  /** Keeps the layer raised until the returned function is called. */
  hold(): () => void
  onClose(): void
}

const DialogLayerContext = /* @__PURE__ */ createContext<DialogLayerContextValue>({
  layer: null,
  hold: () => () => {},
  onClose: () => {},
})

/** Props of {@link DialogLayer}. */
export interface DialogLayerProps {
  isOpen: boolean
  onClose(): void
  /** One {@link DialogContent}. */
  children: ReactNode
}

/**
 * A modal dialog of Radix in the top layer. Its layer is an element right here: theme, custom properties, direction and
 * language of the page reach the dialog, and a modal around it counts it as its own content. Where the browser has no
 * top layer, the dialog is at the end of the body.
 */
export function DialogLayer({ isOpen, onClose, children }: DialogLayerProps) {
  // Undefined until it is mounted, since only the browser knows whether it has a top layer.
  const [layer, setLayer] = useState<HTMLElement | null>()
  const attach = useCallback((element: HTMLElement | null) => {
    if (element) setLayer(canRaise(element) ? element : null)
  }, [])
  const holders = useRef(0)
  const lower = useRef<() => void>(undefined)
  const hold = useCallback(() => {
    if (holders.current++ === 0 && layer) lower.current = raise(layer)
    return () => {
      if (--holders.current === 0) lower.current?.()
    }
  }, [layer])
  const value = useMemo(() => ({ layer: layer ?? null, hold, onClose }), [layer, hold, onClose])
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isOpening) => !isOpening && onClose()}>
      <div ref={attach} className="dl-layer" popover="manual" />
      {layer !== undefined && (
        <DialogLayerContext.Provider value={value}>
          <Dialog.Portal container={layer}>
            <Dialog.Overlay className="dl dl-overlay">
              <Hold />
            </Dialog.Overlay>
            {children}
          </Dialog.Portal>
        </DialogLayerContext.Provider>
      )}
    </Dialog.Root>
  )
}

/** The content of a {@link DialogLayer}: that of Radix, with our handling of Escape. */
export const DialogContent = /* @__PURE__ */ forwardRef<
  HTMLDivElement,
  ComponentPropsWithoutRef<typeof Dialog.Content>
>(function DialogContent({ children, onEscapeKeyDown, ...props }, ref) {
  const { layer, onClose } = useContext(DialogLayerContext)
  useEscape(layer, onEscapeKeyDown, onClose)
  useCloseWhenHidden(layer, onClose)
  return (
    <Dialog.Content {...props} {...(onEscapeKeyDown && { onEscapeKeyDown })} ref={ref}>
      <Hold />
      <ReleasePointer />
      {children}
    </Dialog.Content>
  )
})

/**
 * Raises the layer before Radix moves the focus, which it does in an effect, and lowers it when its parent has been
 * unmounted, which is at the end of an exit animation.
 */
function Hold() {
  const { hold } = useContext(DialogLayerContext)
  useLayoutEffect(hold, [hold])
  return null
}

function ReleasePointer() {
  useReleasePointer(useContext(DialogLayerContext).layer)
  return null
}
