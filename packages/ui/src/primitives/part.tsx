import { Slot } from '@radix-ui/react-slot'
import {
  forwardRef,
  type ComponentPropsWithoutRef,
  type ComponentRef,
  type ElementType,
  type ForwardRefExoticComponent,
  type JSX,
  type PropsWithoutRef,
  type RefAttributes,
} from 'react'

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
 * Makes a part out of a tag and a hook that turns its props into the element's; the hook passes `asChild` on with the rest.
 * `forwardRef`, since React 18 has no ref prop. The annotation lets a bundler drop the parts that a page does not use.
 */
/* @__NO_SIDE_EFFECTS__ */
export function part<Element extends Tag, Own = object>(
  tag: Element,
  name: string,
  useProps: (props: PartProps<Element, Own>) => AsChild & { className?: string | undefined },
): Part<Element, Own> {
  const Made = forwardRef<ComponentRef<Element>, Omit<ComponentPropsWithoutRef<Element>, keyof Own> & Own & AsChild>(
    (props, ref) => {
      const { asChild = false, ...rest } = useProps(props)
      const Element: ElementType = asChild ? Slot : tag
      return <Element {...rest} ref={ref} />
    },
  )
  Made.displayName = name
  return Made
}

/** Joins class names; what is not there is left out. */
export const classes = (...names: (string | undefined | false)[]): string => names.filter(Boolean).join(' ')
