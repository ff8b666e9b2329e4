import {
  createElement,
  forwardRef,
  type ComponentPropsWithoutRef,
  type ComponentRef,
  type ElementType,
  type ForwardRefExoticComponent,
  type PropsWithChildren,
  type PropsWithoutRef,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefAttributes,
} from 'react'
import { classes } from './classes'
import { useMergedRefs } from './merge-refs'
import { Slot } from './slot'

/** Props of every part that can render another element. */
export interface AsChild {
  /**
   * Renders the only child instead of an element of its own, and merges props, state and class name into it.
   *
   * @default false
   */
  asChild?: boolean | undefined
}

/** Props of a part whose element cannot be replaced. */
export interface WithoutAsChild {
  /** Not available. */
  asChild?: never
}

/** Props of a control whose value belongs to the root of its component. */
export interface ValueOfRoot {
  /** Set by the root. */
  value?: never
  /** Set by the root. */
  defaultValue?: never
}

/** `Omit` that keeps the members of a union apart. */
type Without<Props, Keys extends PropertyKey> = Props extends unknown ? Omit<Props, Keys> : never

/** Props of a part: those of its element or of the part it is made from, and its own. */
export type PartProps<Tag extends ElementType, Own = object> = Without<ComponentPropsWithoutRef<Tag>, keyof Own> & Own

/**
 * A part of a compound component: one element with a ref, or with `asChild` the child that its props are merged into.
 */
export type Part<Tag extends ElementType, Own = object> = ForwardRefExoticComponent<
  PropsWithoutRef<Without<AsChild, keyof Own> & PartProps<Tag, Own>> & RefAttributes<ComponentRef<Tag>>
>

/** What the hook of a part returns. All other props go to the element. */
interface ElementProps<Element> {
  className?: string | undefined
  children?: ReactNode
  /** Our ref of the element. That of the user is merged with it. */
  ref?: Ref<Element> | undefined
  /** Renders something around, beside or instead of the element. */
  render?: ((element: ReactElement) => ReactNode) | undefined
}

/**
 * Creates a part of a compound component from its tag (or from another part), its class, and a hook that turns the
 * part's props into those of the element. The hook returns `mergeProps(ours, props)`, or null to render nothing; its
 * name becomes the display name of the part. It uses `forwardRef`, since React 18 has no ref prop. Each call is marked
 * as pure, so that bundlers tree-shake unused parts: webpack ignores `NO_SIDE_EFFECTS` on a function.
 */
export function part<Tag extends ElementType, Own = object>(
  tag: Tag,
  name: string,
  useProps: (props: PartProps<Tag, Own>) => ElementProps<ComponentRef<Tag>> | null,
): Part<Tag, Own>
export function part(
  tag: ElementType,
  name: string,
  useProps: (props: PropsWithChildren) => ElementProps<unknown> | null,
) {
  const Component = forwardRef<unknown, PropsWithChildren<AsChild>>(({ asChild, ...props }, forwarded) => {
    const { children: child, ...given } = props
    // With asChild the hook returns the default children. They go into a child that has no content of its own.
    const result = useProps(asChild ? given : props)
    const ref = useMergedRefs(result?.ref, forwarded)
    if (!result) return null
    const { render = (element) => element, children, className, ref: _ours, ...rest } = result
    const own = { ...rest, ref, className: classes(name, className) || undefined }
    if (!asChild) return render(createElement(tag, own, children))
    if (typeof tag === 'string') return render(createElement(Slot, { ...own, content: children }, child))
    // A part that is made from another passes the child on, and its own default children with it.
    return render(createElement(tag, { ...own, asChild }, <Slot content={children}>{child}</Slot>))
  })
  Component.displayName = useProps.name
  return Component
}
