import { cloneElement, forwardRef, isValidElement, version, type ReactNode, type Ref } from 'react'
import { classes } from './classes'
import { useMergedRefs } from './merge-refs'

/** Props of {@link Slot}: whatever is to be lent. */
export interface SlotProps {
  /** The one element that is lent to. */
  children?: ReactNode
  /** Stands in the child where it holds nothing itself. */
  content?: ReactNode
}

/**
 * Lends its props to its only child: classes are joined, both listeners hear an event (the child's first), and otherwise the
 * child's own word counts.
 * @throws Error where the child is not exactly one element.
 */
export const Slot = /* @__PURE__ */ forwardRef<unknown, SlotProps>(({ children, content, ...lent }, ref) => {
  const child = isValidElement<Props>(children) ? children : undefined
  const merged = useMergedRefs(ref, child && refOf(child))
  if (!child)
    throw new Error(
      'A part with asChild was not given exactly one element, so it has nothing to lend itself to. Put one element into it, or leave asChild out.',
    )
  return cloneElement(child, { children: content, ...joined(lent, child.props), ref: merged })
})
Slot.displayName = 'Slot'

interface Props {
  [name: string]: unknown
  ref?: Ref<unknown>
}

// React 19 moved the ref among the props, and each version warns who looks in the other's place.
const refOf = (element: { ref?: Ref<unknown>; props: Props }) =>
  (Number.parseInt(version, 10) < 19 ? element : element.props).ref

const joined = (lent: Props, own: Props): Props => {
  const props = { ...lent }
  for (const [name, theirs] of Object.entries(own)) props[name] = join(name, lent[name], theirs)
  return props
}

const join = (name: string, ours: unknown, theirs: unknown): unknown => {
  if (theirs === undefined) return ours
  if (name === 'className') return classes(String(ours ?? ''), String(theirs))
  if (/^on[A-Z]/.test(name) && typeof ours === 'function' && typeof theirs === 'function')
    return (...heard: unknown[]) => {
      theirs(...heard)
      ours(...heard)
    }
  return theirs
}
