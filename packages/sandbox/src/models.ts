/** A model of the sandbox. The first entry of each list is the default. */
export interface SandboxModel {
  /** The value of `model` in a create. */
  id: string
  /** Pixels, as `1280x720`; both even. */
  sizes: readonly string[]
  /** Lengths of a new video, in seconds. */
  seconds: readonly string[]
  /** Lengths by which a video can be extended, in seconds. */
  extensions: readonly string[]
}

const hd = ['720x1280', '1280x720']
const extensions = ['4', '8', '12', '16', '20']

/** The default models: a fast one, a detailed one, and one for quick tests. */
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

/** Maximum length of an extended video, in seconds. */
export const longestVideo = 120

/** Width and height of a size such as `1280x720`. */
export function pixelsOf(size: string): { width: number; height: number } {
  const [width, height] = size.split('x').map(Number)
  if (!width || !height) throw new TypeError(`"${size}" is not a size in pixels: write it as 1280x720.`)
  return { width, height }
}
