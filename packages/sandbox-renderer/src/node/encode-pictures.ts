import h264 from 'h264-mp4-encoder'
import { BufferSource, EncodedPacket, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import { colorSpace } from '../encode/encoded-pictures'
import type { EncodedPictures, PictureFormat } from '../encode/encoded-pictures'
import type { Frame } from '../frame'

const keyPicture = 5 // H.264 NAL unit type of a picture that needs no other

/** Encodes H.264 by drawing each frame in turn into the same buffer. Blocks its thread. */
export async function encodePictures(
  format: PictureFormat,
  frame: Frame,
  draw: (frame: Frame, index: number) => void,
): Promise<EncodedPictures> {
  const input = new Input({ source: new BufferSource(await encodeMp4(format, frame, draw)), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error('The encoder wrote no frames, so there is no video to mux.')
  const packets: EncodedPacket[] = []
  const duration = 1 / format.framesPerSecond
  for await (const { data } of new EncodedPacketSink(track).packets()) {
    packets.push(new EncodedPacket(data, isKey(data) ? 'key' : 'delta', packets.length * duration, duration))
  }
  input.dispose()
  return { codec: 'avc', packets, decoderConfig: { ...config, colorSpace } }
}

/** The encoder's own MP4 has its index last and no sync table. */
async function encodeMp4(
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

/** The encoder's MP4 marks every frame as a key frame; only the NAL units tell the type. Each has a length prefix of 4 bytes. */
function isKey(picture: Uint8Array): boolean {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  let at = 0
  while (at + 4 < picture.byteLength) {
    if ((view.getUint8(at + 4) & 31) === keyPicture) return true
    at += 4 + view.getUint32(at)
  }
  return false
}
