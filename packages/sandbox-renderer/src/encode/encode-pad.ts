import { AudioSample, AudioSampleSource, BufferTarget, Mp4OutputFormat, Output, Quality } from 'mediabunny'
import type { EncodedPacket } from 'mediabunny'
import { createPad } from './pad'

/** Encoded audio; undefined where the runtime has no encoder for it. */
export type EncodedSound =
  { codec: SoundCodec; packets: { packet: EncodedPacket; meta: EncodedAudioChunkMetadata | undefined }[] } | undefined

/** The codecs of the audio; AAC plays everywhere. */
export type SoundCodec = 'aac' | 'opus'

const cached = new Map<string, Promise<EncodedSound>>()
const cacheSize = 40

/** Encodes the pad of this number. Starting an encoder takes longer than a short video, so each pad is encoded once. */
export function encodePad(codec: SoundCodec, number: number, seconds: number): Promise<EncodedSound> {
  const key = `${number}/${seconds}`
  const known = cached.get(key)
  if (known) return known
  const [oldest] = cached.keys()
  if (cached.size >= cacheSize && oldest !== undefined) cached.delete(oldest)
  const encoded = encode(codec, number, seconds)
  cached.set(key, encoded)
  return encoded
}

async function encode(codec: SoundCodec, number: number, seconds: number): Promise<EncodedSound> {
  const packets: NonNullable<EncodedSound>['packets'] = []
  const source = new AudioSampleSource({
    codec,
    quality: new Quality({ bitrate: 64_000 }),
    onEncodedPacket: (packet, meta) => packets.push({ packet, meta }),
  })
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() })
  output.addAudioTrack(source)
  await output.start()
  const { left, right, sampleRate } = createPad(number, seconds)
  const data = new Float32Array(left.length * 2)
  data.set(left)
  data.set(right, left.length)
  const sample = new AudioSample({ data, format: 'f32-planar', numberOfChannels: 2, sampleRate, timestamp: 0 })
  await source.add(sample)
  sample.close()
  await output.finalize()
  return { codec, packets }
}
