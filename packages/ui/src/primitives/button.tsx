import { part } from './part'

/** Props of a button beside those of the element. */
export interface ButtonVariantProps {
  /** `accent` is the one main action, `outline` stands alone, `quiet` among others, `icon` holds nothing but an icon and needs a name. @default 'quiet' */
  look?: 'accent' | 'outline' | 'quiet' | 'icon'
  /** `bad` for what cannot be undone. */
  tone?: 'bad'
}

/** A button of this set. Not a submit button unless asked. */
export const Button = /* @__PURE__ */ part<'button', ButtonVariantProps>(
  'button',
  'dl-button',
  function Button({ look = 'quiet', tone, ...props }) {
    return {
      type: 'button',
      ...props,
      'data-look': look,
      'data-tone': tone,
    }
  },
)
