import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  canEncodeAudio,
  Mp4OutputFormat,
  Output,
  Quality,
} from 'mediabunny'
import type { EncodedPacket } from 'mediabunny'
import { createPad, padCount } from './pad'

/** Encoded AAC audio. */
export interface EncodedSound {
  packets: { packet: EncodedPacket; meta: EncodedAudioChunkMetadata | undefined }[]
}

const cached = new Map<string, Promise<EncodedSound>>()
const cacheSize = 40

/** The audio for `seed`. Starting the AAC encoder takes longer than a short video, so each audio is encoded once. */
export function encodePad(seed: number, seconds: number): Promise<EncodedSound> {
  const number = seed % padCount
  const key = `${number}/${seconds}`
  const known = cached.get(key)
  if (known) return known
  const [oldest] = cached.keys()
  if (cached.size >= cacheSize && oldest !== undefined) cached.delete(oldest)
  const encoded = encode(number, seconds)
  cached.set(key, encoded)
  return encoded
}

async function encode(number: number, seconds: number): Promise<EncodedSound> {
  if (!(await canEncodeAudio('aac'))) registerAacEncoder()
  const packets: EncodedSound['packets'] = []
  const source = new AudioSampleSource({
    codec: 'aac',
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
  return { packets }
}
