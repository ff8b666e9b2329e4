/** A model that the sandbox offers. The first of each list is the default. */
export interface SandboxModel {
  /** What a create names as its `model`. */
  id: string
  /** Pixels, as `1280x720`; both even. */
  sizes: readonly string[]
  /** Lengths of a new film. */
  seconds: readonly string[]
  /** Lengths by which a film can be extended. */
  extensions: readonly string[]
}

const hd = ['720x1280', '1280x720']
const extensions = ['4', '8', '12', '16', '20']

/** What a sandbox offers unless told otherwise: a fast model, a fine one, and one for quick tests. */
export const defaultModels: readonly SandboxModel[] = [
  { id: 'lamp-1', sizes: hd, seconds: ['4', '8', '12'], extensions },
  {
    id: 'lamp-1-pro',
    sizes: [...hd, '1024x1792', '1792x1024', '1080x1920', '1920x1080'],
    seconds: ['4', '8', '12', '16', '20'],
    extensions,
  },
  { id: 'mini', sizes: ['320x192', '192x320'], seconds: ['1', '2', '4'], extensions: ['1', '2', ...extensions] },
]

/** The longest film that extending can make, in seconds. */
export const longestVideo = 120

/** Width and height of a size such as `1280x720`. */
export function pixelsOf(size: string): { width: number; height: number } {
  const [width, height] = size.split('x').map(Number)
  if (!width || !height) throw new TypeError(`"${size}" is no size in pixels: write it as 1280x720.`)
  return { width, height }
}
