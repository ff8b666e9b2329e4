import { classes } from './classes'
import { part } from './part'

/** Words for screen readers only. */
export const VisuallyHidden = part('span', 'VisuallyHidden', ({ className, ...props }) => ({
  ...props,
  className: classes('dl-hidden', className),
}))
