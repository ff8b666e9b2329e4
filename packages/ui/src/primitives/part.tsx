import {
  forwardRef,
  type ComponentPropsWithoutRef,
  type ComponentRef,
  type ElementType,
  type ForwardRefExoticComponent,
  type JSX,
  type PropsWithoutRef,
  type ReactNode,
  type RefAttributes,
} from 'react'
import { classes } from './classes'
import { Slot } from './slot'

/** Props of every part that renders one element. */
export interface AsChild {
  /**
   * Renders the only child instead of an element of its own, and merges props, state and class name into it.
   *
   * @default false
   */
  asChild?: boolean | undefined
}

type Tag = keyof JSX.IntrinsicElements

type PartProps<Element extends Tag, Own> = PropsWithoutRef<
  Omit<ComponentPropsWithoutRef<Element>, keyof Own> & Own & AsChild
>

/**
 * A part of a compound component: one element with a ref, or with `asChild` the child that its props are merged into.
 */
export type Part<Element extends Tag, Own = object> = ForwardRefExoticComponent<
  PartProps<Element, Own> & RefAttributes<ComponentRef<Element>>
>

/**
 * Creates a part of a compound component from a tag, its class, and a hook that turns the part's props into those of
 * the element. The hook has the name of the part, which becomes its display name, and passes `asChild` and
 * `className` through. It uses `forwardRef`, since React 18 has no ref prop. Each call is marked as pure, so that
 * bundlers tree-shake unused parts: webpack ignores `NO_SIDE_EFFECTS` on a function.
 */
export function part<Element extends Tag, Own = object>(
  tag: Element,
  name: string,
  useProps: (props: PartProps<Element, Own>) => AsChild & { className?: string | undefined; children?: ReactNode },
): Part<Element, Own> {
  const Component = forwardRef<
    ComponentRef<Element>,
    Omit<ComponentPropsWithoutRef<Element>, keyof Own> & Own & AsChild
  >((props, ref) => {
    const own = { ...props }
    const child = 'children' in props ? props.children : undefined
    // With asChild the hook still returns the default children. They go into a child that has no content of its own.
    if ('asChild' in own && own.asChild) Reflect.deleteProperty(own, 'children')
    const { asChild = false, children, className, ...rest } = useProps(own)
    const Element: ElementType = asChild ? Slot : tag
    return (
      <Element {...rest} ref={ref} className={classes(name, className)} {...(asChild && { content: children })}>
        {asChild ? child : children}
      </Element>
    )
  })
  Component.displayName = useProps.name
  return Component
}
