import { part } from './part'

/** Words for screen readers only. */
export const VisuallyHidden = /* @__PURE__ */ part('span', 'dl-hidden', function VisuallyHidden(props) {
  return { ...props }
})
