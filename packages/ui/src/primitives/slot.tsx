import { cloneElement, forwardRef, isValidElement, version, type ReactNode, type Ref } from 'react'
import { mergeProps } from './merge-props'
import { useMergedRefs } from './merge-refs'

/** Props of {@link Slot}: whatever is to be lent. */
export interface SlotProps {
  /** The one element that is lent to. */
  children?: ReactNode
  /** Stands in the child where it holds nothing itself. */
  content?: ReactNode
}

/**
 * Lends its props to its only child, whose own word counts.
 * @throws Error where the child is not exactly one element.
 */
export const Slot = /* @__PURE__ */ forwardRef<unknown, SlotProps>(function Slot({ children, content, ...lent }, ref) {
  if (!isValidElement<Props>(children))
    throw new Error('asChild needs one element: put exactly one into the part, or leave asChild out.')
  const merged = useMergedRefs(ref, refOf(children))
  return cloneElement(children, { children: content, ...mergeProps(lent, children.props), ref: merged })
})

interface Props {
  [name: string]: unknown
  ref?: Ref<unknown>
}

// React 19 moved the ref among the props, and each version warns who looks in the other's place.
const refOf = (element: { ref?: Ref<unknown>; props: Props }) =>
  (Number.parseInt(version, 10) < 19 ? element : element.props).ref
