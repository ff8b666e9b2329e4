import { onDemand } from '../primitives'

/** The viewer's videos to choose a frame from: a page loads them when the picker is opened. */
export const videoPickerModule = /* @__PURE__ */ onDemand(() => import('./video-picker'))
