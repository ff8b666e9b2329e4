import { onDemand } from '../primitives'

export { canEncodePictures } from './encoder-config'
export { planExport } from './plan-export'
export type { ExportClip, ExportObstacle, ExportPlan } from './plan-export'
export type { VideoFacts } from './video-facts'

/** What reads and writes files: 65 to 85 kB, which only a page that exports loads. */
export const exporting = /* @__PURE__ */ onDemand(() => import('./export-shots'))
