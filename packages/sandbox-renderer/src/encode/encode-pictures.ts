import h264 from 'h264-mp4-encoder'
import type { Frame } from '../frame'

/** The format of all frames. */
export interface PictureFormat {
  width: number
  height: number
  framesPerSecond: number
  frameCount: number
}

/** Encodes H.264 by drawing each frame in turn into the same buffer; the MP4 has its index last and no sync table. */
export async function encodePictures(
  { width, height, framesPerSecond, frameCount }: PictureFormat,
  frame: Frame,
  draw: (frame: Frame, index: number) => void,
): Promise<Uint8Array> {
  const encoder = await h264.createH264MP4Encoder()
  try {
    encoder.width = width
    encoder.height = height
    encoder.frameRate = framesPerSecond
    encoder.speed = 10
    encoder.quantizationParameter = 24
    // One key frame per second: a seek decodes at most one second of frames.
    encoder.groupOfPictures = framesPerSecond
    encoder.initialize()
    for (let index = 0; index < frameCount; index += 1) {
      draw(frame, index)
      encoder.addFrameYuv(frame.bytes)
    }
    encoder.finalize()
    return encoder.FS.readFile(encoder.outputFilename)
  } finally {
    encoder.FS.unlink(encoder.outputFilename)
    encoder.delete()
  }
}
