import type * as Cropping from './cropping'

let loaded: typeof Cropping | undefined

/**
 * Lazy-loads the code that decodes, crops and draws images, because few videos start with a first frame.
 *
 * @throws Error if it cannot be fetched
 */
export const loadCropping = async (): Promise<typeof Cropping> => (loaded ??= await import('./cropping'))

/** Whether the cropping code has been loaded. */
export const hasCropping = (): boolean => loaded !== undefined

/**
 * The loaded cropping code, synchronously, for components that show an image: an image is only decoded after the code
 * has loaded.
 */
export const cropping = (): typeof Cropping => {
  if (!loaded) throw new Error('An image was shown before the cropping code was loaded. Await loadCropping first.')
  return loaded
}
