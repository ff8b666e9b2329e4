import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { clearTimes } from './clear-times'
import type { EncodedSound } from './encode-pad'

const keyPicture = 5 // H.264 NAL unit type of a picture that needs no other

/** Muxes encoded frames and audio into a seekable fast-start MP4: index first, with a sync table. */
export async function writeVideo(
  pictures: Uint8Array,
  framesPerSecond: number,
  sound: EncodedSound,
): Promise<Uint8Array> {
  const input = new Input({ source: new BufferSource(pictures), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error('The encoder wrote no frames, so there is no video to mux.')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new EncodedVideoPacketSource('avc')
  const audio = new EncodedAudioPacketSource('aac')
  output.addVideoTrack(video, { frameRate: framesPerSecond })
  output.addAudioTrack(audio)
  await output.start()
  const decoderConfig = {
    ...config,
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  } as const
  let index = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const type = isKey(packet.data) ? 'key' : 'delta'
    await video.add(new EncodedPacket(packet.data, type, index / framesPerSecond, 1 / framesPerSecond), {
      decoderConfig,
    })
    index += 1
  }
  for (const { packet, meta } of sound.packets) await audio.add(packet, meta)
  await output.finalize()
  input.dispose()
  if (target.buffer === null) throw new Error('The video was muxed, but its bytes are missing.')
  return clearTimes(new Uint8Array(target.buffer))
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
