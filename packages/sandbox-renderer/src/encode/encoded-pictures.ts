import type { EncodedPacket } from 'mediabunny'

/** The format of all frames. */
export interface PictureFormat {
  width: number
  height: number
  framesPerSecond: number
  frameCount: number
}

/** Encoded frames in the order in which they are decoded, a key frame in each second. */
export interface EncodedPictures {
  codec: 'avc' | 'vp9'
  packets: EncodedPacket[]
  decoderConfig: VideoDecoderConfig
}

/** The colours of every frame: `createFrame` holds BT.709 in limited range. */
export const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const
