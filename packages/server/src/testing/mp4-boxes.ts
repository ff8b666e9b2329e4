import { createMp4 } from './create-mp4'

// Previous names of the helpers in ./create-mp4, for tests that do not import the new ones yet.
export { box } from './create-mp4'

/** Options of {@link videoOf}. */
export interface AspectRatioBox {
  brand?: string
  width?: number
  height?: number
  length?: number
  scale?: number
  version?: 0 | 1
  isTurned?: boolean
  pictures?: number
}

export const videoOf = ({ length, scale, isTurned, pictures, ...rest }: AspectRatioBox = {}): Uint8Array<ArrayBuffer> =>
  createMp4({
    ...rest,
    ...(length !== undefined && { duration: length }),
    ...(scale !== undefined && { timescale: scale }),
    ...(isTurned !== undefined && { isRotated: isTurned }),
    ...(pictures !== undefined && { mediaBytes: pictures }),
  })
