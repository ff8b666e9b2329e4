import { onDemand } from '../primitives'
import type * as Cropping from './cropping'

/** The code that decodes, crops and draws images: few videos start with a first frame. */
export const croppingModule = /* @__PURE__ */ onDemand(() => import('./cropping'))

/**
 * The loaded cropping code, synchronously, for components that show an image: an image is only decoded after the code
 * has loaded.
 */
export const cropping = (): typeof Cropping => {
  const loaded = croppingModule.get()
  if (!loaded) throw new Error('An image was shown before the cropping code was loaded. Await its load first.')
  return loaded
}
