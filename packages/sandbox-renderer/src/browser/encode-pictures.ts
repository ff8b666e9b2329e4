import {
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  NullTarget,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny'
import { colorSpace } from '../encode/encoded-pictures'
import type { EncodedPictures, PictureFormat } from '../encode/encoded-pictures'
import type { Frame } from '../frame'

/** Encodes by WebCodecs: H.264, else VP9, which some browsers can encode where they lack H.264. */
export async function encodePictures(
  { width, height, framesPerSecond, frameCount }: PictureFormat,
  frame: Frame,
  draw: (frame: Frame, index: number) => void,
): Promise<EncodedPictures> {
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9'], { width, height })
  if (codec !== 'avc' && codec !== 'vp9')
    throw new Error('This browser has no video encoder of WebCodecs for this size.')
  const packets: EncodedPictures['packets'] = []
  let decoderConfig: VideoDecoderConfig | undefined
  const source = new VideoSampleSource({
    codec,
    quality: new Quality({ bitrate: bitrateOf({ width, height, framesPerSecond }) }),
    // A seek decodes at most one second of frames.
    keyFrameInterval: 1,
    onEncodedPacket(packet, meta) {
      packets.push(packet)
      decoderConfig ??= meta?.decoderConfig
    },
  })
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: new NullTarget() })
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  try {
    for (let index = 0; index < frameCount; index += 1) {
      draw(frame, index)
      const sample = new VideoSample(frame.bytes, {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp: index / framesPerSecond,
        duration: 1 / framesPerSecond,
        colorSpace,
      })
      // Waits while the encoder has enough to do.
      await source.add(sample)
      sample.close()
    }
    await output.finalize()
  } catch (error) {
    await output.cancel()
    throw error
  }
  if (!decoderConfig) throw new Error('The encoder wrote no frames, so there is no video to mux.')
  return { codec, packets, decoderConfig: { ...decoderConfig, colorSpace } }
}

/** Bits per second at which drawn pictures show no blocks. */
const bitrateOf = ({ width, height, framesPerSecond }: Omit<PictureFormat, 'frameCount'>): number =>
  Math.max(300_000, Math.round(width * height * framesPerSecond * 0.14))
