import type { VideosClient } from '@dailies/core'
import { EncodedPacketSink, type Input, type InputAudioTrack, type InputVideoTrack } from 'mediabunny'
import { openRemote } from './open-video'
import { hasProvenance, toHex } from './provenance'
import type { PictureFacts, SoundFacts, VideoFacts } from './video-facts'

/** Reads what decides how a video is exported: its header, not its pictures. @throws VideoError, or Error if it is no video */
export async function readFacts(client: VideosClient, videoId: string, signal: AbortSignal): Promise<VideoFacts> {
  const { input, size, read } = await openRemote(client, videoId, signal)
  try {
    const pictures = await input.getPrimaryVideoTrack()
    if (!pictures) throw new Error('The file has no pictures.')
    return {
      seconds: await pictures.computeDuration({ metadataOnly: true }),
      pictures: await readPictures(pictures),
      sound: await readSound(input),
      hasProvenance: await hasProvenance(size, read),
    }
  } finally {
    input.dispose()
  }
}

async function readPictures(track: InputVideoTrack): Promise<PictureFacts> {
  const packets: { time: number; isKey: boolean }[] = []
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
    packets.push({ time: packet.timestamp, isKey: packet.type === 'key' })
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  return {
    ...(await readConfig(track)),
    width,
    height,
    isUpright: width === (await track.getCodedWidth()) && height === (await track.getCodedHeight()),
    packets,
    colors: (await track.getDecoderConfig())?.colorSpace,
    canDecode: await track.canDecode(),
  }
}

async function readSound(input: Input): Promise<SoundFacts | undefined> {
  const track = await input.getPrimaryAudioTrack()
  if (!track) return undefined
  return {
    ...(await readConfig(track)),
    channels: await track.getNumberOfChannels(),
    sampleRate: await track.getSampleRate(),
  }
}

async function readConfig(track: InputVideoTrack | InputAudioTrack) {
  const config = await track.getDecoderConfig()
  return { codec: config?.codec ?? '', description: config?.description ? toHex(toBytes(config.description)) : '' }
}

/** The bytes of a decoder's description. */
export const toBytes = (data: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
