import { cloneElement, forwardRef, isValidElement, version, type ReactNode, type Ref } from 'react'
import { mergeProps } from './merge-props'
import { useMergedRefs } from './merge-refs'

/** Props of {@link Slot}. All others are merged into the child. */
export interface SlotProps {
  /** The element that receives the props. */
  children?: ReactNode
  /** The default content of the child, if it has none. */
  content?: ReactNode
}

/**
 * Merges its props and ref into its only child (`asChild`). The props of the child win.
 * @throws Error if the child is not exactly one element.
 */
export const Slot = /* @__PURE__ */ forwardRef<unknown, SlotProps>(function Slot({ children, content, ...props }, ref) {
  if (!isValidElement<Props>(children))
    throw new Error('asChild needs one element: put exactly one into the part, or leave asChild out.')
  const merged = useMergedRefs(ref, refOf(children))
  return cloneElement(children, { children: content, ...mergeProps(props, children.props), ref: merged })
})

interface Props {
  [name: string]: unknown
  ref?: Ref<unknown>
}

// React 19 moved the ref to the props, and each version warns if it is read from the other place.
const refOf = (element: { ref?: Ref<unknown>; props: Props }) =>
  (Number.parseInt(version, 10) < 19 ? element : element.props).ref
