import { BufferTarget, EncodedAudioPacketSource, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny'
import { clearTimes } from './clear-times'
import type { EncodedPictures } from './encoded-pictures'
import type { EncodedSound } from './encode-pad'

/** Muxes encoded frames and audio into a seekable fast-start MP4: index first, with a sync table. */
export async function writeVideo(
  { codec, packets, decoderConfig }: EncodedPictures,
  frameRate: number,
  sound: EncodedSound,
): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new EncodedVideoPacketSource(codec)
  const audio = sound && new EncodedAudioPacketSource(sound.codec)
  output.addVideoTrack(video, { frameRate })
  if (audio) output.addAudioTrack(audio)
  await output.start()
  for (const packet of packets) await video.add(packet, { decoderConfig })
  for (const { packet, meta } of sound?.packets ?? []) await audio?.add(packet, meta)
  await output.finalize()
  if (target.buffer === null) throw new Error('The video was muxed, but its bytes are missing.')
  return clearTimes(new Uint8Array(target.buffer))
}
