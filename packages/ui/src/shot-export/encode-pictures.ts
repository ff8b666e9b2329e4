import { VideoSampleSink, type InputVideoTrack, type VideoSample } from 'mediabunny'
import { encoderConfig } from './encoder-config'
import { parameterSetsOf } from './parameter-sets'
import { toBytes } from './read-facts'
import { toI420 } from './to-i420'
import type { ExportStep } from './plan-export'

/** An encoded picture of the new file. */
export interface EncodedPicture {
  data: Uint8Array
  isKey: boolean
  /** When it is shown within the shot, in seconds. */
  time: number
  seconds: number
  /** How to decode it, with the first picture and whenever that changes. */
  config: VideoDecoderConfig | undefined
}

/** What the pictures become. */
interface EncodeOptions {
  width: number
  height: number
  /** The colors that the numbers mean. @default BT.709 */
  colors: VideoColorSpaceInit | undefined
  signal: AbortSignal
}

const bt709: VideoColorSpaceInit = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false }

// More than this would keep many decoded pictures in memory.
const maxQueued = 8
const secondsBetweenKeys = 2

/** Decodes the pictures of a shot, letterboxes them to the size of the new file, and encodes them as H.264. */
export async function* encodePictures(
  track: InputVideoTrack,
  { start, end }: Pick<ExportStep, 'start' | 'end'>,
  { signal, ...size }: EncodeOptions,
): AsyncGenerator<EncodedPicture> {
  const encoded: EncodedPicture[] = []
  let failure: unknown
  const encoder = new VideoEncoder({
    output(chunk, metadata) {
      const data = new Uint8Array(chunk.byteLength)
      chunk.copyTo(data)
      const { timestamp, duration, type } = chunk
      const config = metadata?.decoderConfig
      encoded.push({ data, isKey: type === 'key', time: timestamp / 1e6, seconds: (duration ?? 0) / 1e6, config })
    },
    error: (error) => (failure = error),
  })
  const { width, height } = size
  const fitFrame = createFrameFitter(size)
  encoder.configure({ ...encoderConfig(width, height), avc: { format: 'avc' } })
  try {
    let keyAt = -Infinity
    for await (const sample of new VideoSampleSink(track).samples(start, end)) {
      signal.throwIfAborted()
      // The first picture may have started before the shot.
      const time = Math.max(0, sample.timestamp - start)
      const seconds = Math.min(sample.timestamp + sample.duration, end) - Math.max(sample.timestamp, start)
      const times = { timestamp: Math.round(time * 1e6), duration: Math.round(seconds * 1e6) }
      const frame = fitFrame(sample, times)
      sample.close()
      const isKey = time - keyAt >= secondsBetweenKeys
      if (isKey) keyAt = time
      encoder.encode(frame, { keyFrame: isKey })
      frame.close()
      while (encoder.encodeQueueSize > maxQueued)
        await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, { once: true }))
      if (failure) throw failure
      yield* encoded.splice(0)
    }
    await encoder.flush()
    if (failure) throw failure
    yield* encoded.splice(0)
  } finally {
    if (encoder.state !== 'closed') encoder.close()
  }
}

/** The parameter sets of a decoder's configuration. @throws Error if it has none */
export function parameterSetsOfConfig({ description }: Pick<VideoDecoderConfig, 'description'>): Uint8Array {
  const sets = description && parameterSetsOf(toBytes(description))
  if (!sets) throw new Error('The pictures cannot be joined: their configuration has no lengths of four bytes.')
  return sets
}

/** Letterboxes pictures to one size. A picture that has it already keeps its own colors, without a way through RGB. */
function createFrameFitter({ width, height, colors }: Omit<EncodeOptions, 'signal'>) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  const matrix = colors?.matrix === 'smpte170m' || colors?.matrix === 'bt470bg' ? 'bt601' : 'bt709'
  const colorSpace = matrix === 'bt601' && colors ? { ...colors, fullRange: false } : bt709
  if (!context) throw new Error('The browser has no canvas to draw pictures on.')
  return (sample: VideoSample, times: { timestamp: number; duration: number }): VideoFrame => {
    const { displayWidth, displayHeight, codedWidth, codedHeight, rotation } = sample
    const isSameSize = displayWidth === width && displayHeight === height
    if (isSameSize && codedWidth === width && codedHeight === height && rotation === 0) {
      const decoded = sample.toVideoFrame()
      const frame = new VideoFrame(decoded, times)
      decoded.close()
      return frame
    }
    context.clearRect(0, 0, width, height)
    sample.drawWithFit(context, { fit: 'contain' })
    const { data } = context.getImageData(0, 0, width, height)
    const init = { format: 'I420' as const, codedWidth: width, codedHeight: height, ...times, colorSpace }
    return new VideoFrame(toI420(data, { width, height, matrix }), init)
  }
}
