import { classes } from './classes'
import { part } from './part'

/** Words for screen readers only. */
export const VisuallyHidden = /* @__PURE__ */ part('span', function VisuallyHidden({ className, ...props }) {
  return { ...props, className: classes('dl-hidden', className) }
})
