import { onDemand } from '../primitives'

/** The cards of the models: a page loads them when the picker is pointed at, focused or opened. */
export const modelListModule = /* @__PURE__ */ onDemand(() => import('./model-list'))
