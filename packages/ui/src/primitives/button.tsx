import { part } from './part'

/** Props of a button beside those of the element. */
export interface ButtonVariantProps {
  /**
   * `primary` is the one main action, `outline` stands alone, `ghost` stands among others, `icon` holds nothing but an icon and
   * needs an accessible name. `destructive` and `destructive-outline` are `primary` and `outline` for what cannot be undone.
   * @default 'ghost'
   */
  variant?: 'primary' | 'outline' | 'ghost' | 'icon' | 'destructive' | 'destructive-outline'
}

/** A button of this set; its `type` is `button` unless given. */
export const Button = /* @__PURE__ */ part<'button', ButtonVariantProps>(
  'button',
  'dl-button',
  function Button({ variant = 'ghost', ...props }) {
    return {
      type: 'button',
      ...props,
      'data-variant': variant,
    }
  },
)
