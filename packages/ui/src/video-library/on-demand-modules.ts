import { onDemand } from '../primitives'

/** The dialog of a video, with its player: most visits of a library open none. */
export const videoDialogModule = /* @__PURE__ */ onDemand(() => import('./video-dialog'))

/** The comparison of selected videos, with its players. */
export const compareDialogModule = /* @__PURE__ */ onDemand(() => import('./compare-dialog'))

/** The examples of an empty library. */
export const exampleTilesModule = /* @__PURE__ */ onDemand(() => import('./example-tiles'))

/** The remix panel in that dialog. */
export const remixSectionModule = /* @__PURE__ */ onDemand(() => import('./remix-section'))

/** The lineage of the video in that dialog, if it has one. */
export const lineageSectionModule = /* @__PURE__ */ onDemand(() => import('./lineage-section'))

/** The ZIP of several videos. */
export const zipModule = /* @__PURE__ */ onDemand(() => import('./zip-videos'))
