import type * as Cropping from './cropping'

let loaded: typeof Cropping | undefined

/** What reads, moves, draws and cuts a picture; few films begin with one. @throws Error where it cannot be fetched */
export const loadCropping = async (): Promise<typeof Cropping> => (loaded ??= await import('./cropping'))

/** Whether it was fetched. */
export const hasCropping = (): boolean => loaded !== undefined

/** The same without a wait, for what shows a picture: nothing else reads one, so wherever a picture is, this is too. */
export const cropping = (): typeof Cropping => {
  if (!loaded) throw new Error('A picture was shown before it was read. Await loadCropping first.')
  return loaded
}
