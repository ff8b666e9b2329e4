import { onDemand } from '../primitives'

/** The tiles of phrases, which draw their scenes: a page loads them when a list is opened. */
export const phraseTilesModule = /* @__PURE__ */ onDemand(() => import('./phrase-tiles'))
