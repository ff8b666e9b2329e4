import { mergeProps } from './merge-props'
import { part } from './part'

/** Props of {@link Button}, in addition to those of the element. */
export interface ButtonVariantProps {
  /**
   * `primary` is the main action, `outline` a secondary action, `ghost` one of several actions in a row. `icon`
   * contains only an icon and needs an accessible name. `destructive` and `destructive-outline` are `primary` and
   * `outline` for actions that cannot be undone.
   * @default 'ghost'
   */
  variant?: 'primary' | 'outline' | 'ghost' | 'icon' | 'destructive' | 'destructive-outline'
}

/** A button with a style variant. Its `type` is `button` by default. */
export const Button = /* @__PURE__ */ part<'button', ButtonVariantProps>(
  'button',
  'dl-button',
  function Button({ variant = 'ghost', ...props }) {
    return mergeProps({ type: 'button' as const, 'data-variant': variant }, props)
  },
)
