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

/** Props of every part that stands for one element. */
export interface AsChild {
  /** Lends behaviour, state and class to the only child instead of making an element. @default false */
  asChild?: boolean | undefined
}

type Tag = keyof JSX.IntrinsicElements

type PartProps<Element extends Tag, Own> = PropsWithoutRef<
  Omit<ComponentPropsWithoutRef<Element>, keyof Own> & Own & AsChild
>

/** A part: one element with a ref, or the child it lends itself to. */
export type Part<Element extends Tag, Own = object> = ForwardRefExoticComponent<
  PartProps<Element, Own> & RefAttributes<ComponentRef<Element>>
>

/**
 * Makes a part out of a tag, its class, and a hook that turns its props into the element's, and is named like the part; the hook
 * passes `asChild` and `className` on with the rest.
 * `forwardRef`, since React 18 has no ref prop. Each call is marked as pure, so that a page drops the parts that it does not use:
 * webpack heeds no `NO_SIDE_EFFECTS` on a function.
 */
export function part<Element extends Tag, Own = object>(
  tag: Element,
  name: string,
  useProps: (props: PartProps<Element, Own>) => AsChild & { className?: string | undefined; children?: ReactNode },
): Part<Element, Own> {
  const Made = forwardRef<ComponentRef<Element>, Omit<ComponentPropsWithoutRef<Element>, keyof Own> & Own & AsChild>(
    (props, ref) => {
      const own = { ...props }
      const child = 'children' in props ? props.children : undefined
      // Whoever lends itself still says what it would show, which goes into a child that shows nothing itself.
      if ('asChild' in own && own.asChild) Reflect.deleteProperty(own, 'children')
      const { asChild = false, children, className, ...rest } = useProps(own)
      const Element: ElementType = asChild ? Slot : tag
      return (
        <Element {...rest} ref={ref} className={classes(name, className)} {...(asChild && { content: children })}>
          {asChild ? child : children}
        </Element>
      )
    },
  )
  Made.displayName = useProps.name
  return Made
}
