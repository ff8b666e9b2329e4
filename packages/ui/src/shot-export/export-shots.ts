import type { VideosClient } from '@dailies/core'
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type Input,
} from 'mediabunny'
import { encodePictures, parameterSetsOfConfig } from './encode-pictures'
import { openWhole } from './open-video'
import { concat } from './parameter-sets'
import type { ExportPlan, ExportStep } from './plan-export'
import { toHex } from './provenance'
import { toBytes } from './read-facts'
import { aacSamples, silentPacket } from './silence'

export { readFacts } from './read-facts'

/** What an export reports, and how it is cancelled. */
export interface ExportOptions {
  client: VideosClient
  /** The name of the new file. */
  name: string
  signal: AbortSignal
  /** Called with the part that is done, from 0 to 1. */
  onProgress(done: number): void
}

// Times of a file are rounded to its timescale.
const sameTime = 0.002

/**
 * Joins shots to one MP4, one after another: each file is loaded when it is its turn, and released after it.
 *
 * @throws VideoError if a file cannot be loaded; the signal's reason if it is aborted
 */
export async function exportShots(
  plan: ExportPlan,
  { client, name, signal, onProgress }: ExportOptions,
): Promise<File> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const writer = createWriter(plan, output)
  try {
    await output.start()
    for (const step of plan.steps) {
      const input = await openWhole(client, step.videoId, signal)
      const report = (time: number) => {
        signal.throwIfAborted()
        onProgress(Math.min(1, (step.at + time) / plan.seconds))
      }
      try {
        await writer.pictures(step, input, { report, signal })
        await writer.sound(step, input)
      } finally {
        input.dispose()
      }
    }
    signal.throwIfAborted()
    await output.finalize()
  } catch (error) {
    await output.cancel()
    throw error
  }
  if (!target.buffer) throw new Error('The new file is empty.')
  return new File([target.buffer], name, { type: 'video/mp4' })
}

function createWriter(plan: ExportPlan, output: Output) {
  const isMixed = new Set(plan.steps.map(({ method }) => method)).size > 1
  const isAvc = plan.steps.some(({ method, facts }) => method === 'encode' || facts.pictures.codec.startsWith('avc'))
  const codec = isAvc ? 'avc' : codecOf(plan.steps[0]?.facts.pictures.codec ?? '')
  const pictures = new EncodedVideoPacketSource(codec)
  output.addVideoTrack(pictures)
  const sound = plan.sound && new EncodedAudioPacketSource(soundCodecOf(plan.sound.codec))
  if (sound) output.addAudioTrack(sound)
  let hasPictures = false
  let known: string | undefined
  let hasSound = false

  const addPicture = async (packet: EncodedPacket, config: VideoDecoderConfig | undefined) => {
    const description = config?.description && toHex(toBytes(config.description))
    // Of one encoder with one configuration; a file has one description for all of its pictures.
    if (!isMixed && description !== undefined && description !== (known ??= description))
      throw new Error('The encoder of this browser has changed its configuration between two shots.')
    const metadata = !hasPictures && config ? { decoderConfig: isMixed ? toAvc3(config) : config } : undefined
    hasPictures = true
    await pictures.add(packet, metadata)
  }
  const addSound = async (packet: EncodedPacket, config: AudioDecoderConfig | undefined) => {
    const metadata = !hasSound && config ? { decoderConfig: config } : undefined
    hasSound = true
    await sound?.add(packet, metadata)
  }
  interface Reporting {
    report(time: number): void
    signal: AbortSignal
  }

  /** Shots of different encoders have their parameter sets before each of their key frames. */
  const withSets = (data: Uint8Array, isKey: boolean, sets: Uint8Array | undefined) =>
    isMixed && isKey && sets ? concat([sets, data]) : data

  const copyPictures = async ({ start, end, at }: ExportStep, input: Input, { report }: Reporting) => {
    const track = await input.getPrimaryVideoTrack()
    const config = await track?.getDecoderConfig()
    if (!track || !config) throw new Error('The file has no pictures.')
    const sets = isMixed ? parameterSetsOfConfig(config) : undefined
    const sink = new EncodedPacketSink(track)
    const first = start < sameTime ? await sink.getFirstPacket() : await sink.getKeyPacket(start + sameTime)
    for await (const packet of sink.packets(first ?? undefined)) {
      if (packet.timestamp >= end - sameTime) break
      // Frames that are shown before the key frame belong to the part that was cut off.
      if (packet.timestamp < start - sameTime) continue
      const time = Math.max(0, packet.timestamp - start)
      report(time)
      await addPicture(
        packet.clone({ data: withSets(packet.data, packet.type === 'key', sets), timestamp: at + time }),
        config,
      )
    }
  }
  const encodeAgain = async (step: ExportStep, input: Input, { report, signal }: Reporting) => {
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new Error('The file has no pictures.')
    const { width, height, colors } = plan
    let sets: Uint8Array | undefined
    const options = { width, height, colors, signal }
    for await (const { data, isKey, time, seconds, config } of encodePictures(track, step, options)) {
      if (config && isMixed) sets = parameterSetsOfConfig(config)
      report(time)
      const packet = new EncodedPacket(withSets(data, isKey, sets), isKey ? 'key' : 'delta', step.at + time, seconds)
      await addPicture(packet, config)
    }
  }

  return {
    pictures: (step: ExportStep, input: Input, reporting: Reporting) =>
      step.method === 'copy' ? copyPictures(step, input, reporting) : encodeAgain(step, input, reporting),
    async sound({ start, end, at }: ExportStep, input: Input) {
      if (!sound || !plan.sound) return
      const track = await input.getPrimaryAudioTrack()
      if (!track) return addSilence(end - start, at)
      const config = (await track.getDecoderConfig()) ?? undefined
      for await (const packet of new EncodedPacketSink(track).packets()) {
        // Packets before the start are the encoder's priming, or of the part that was cut off.
        const isWithin = packet.timestamp >= start - sameTime && packet.timestamp + packet.duration <= end + sameTime
        if (isWithin) await addSound(packet.clone({ timestamp: at + Math.max(0, packet.timestamp - start) }), config)
      }
    },
  }

  async function addSilence(seconds: number, at: number) {
    const data = plan.sound && silentPacket(plan.sound)
    if (!plan.sound || !data) return
    const { codec, channels: numberOfChannels, sampleRate, description } = plan.sound
    const config = { codec, numberOfChannels, sampleRate, description: fromHex(description) }
    const length = aacSamples / sampleRate
    for (let index = 0; (index + 1) * length <= seconds; index += 1)
      await addSound(new EncodedPacket(data, 'key', at + index * length, length), config)
  }
}

/** With this name the parameter sets may be between the pictures (ISO/IEC 14496-15, 5.4.2.1). */
const toAvc3 = (config: VideoDecoderConfig): VideoDecoderConfig => ({
  ...config,
  codec: config.codec.replace(/^avc1/, 'avc3'),
})

const codecOf = (codec: string) => {
  if (/^(hev1|hvc1)/.test(codec)) return 'hevc'
  if (codec.startsWith('av01')) return 'av1'
  return codec.startsWith('vp09') ? 'vp9' : 'vp8'
}
const soundCodecOf = (codec: string) => (codec.startsWith('mp4a') ? 'aac' : codec === 'opus' ? 'opus' : 'mp3')

const fromHex = (digits: string): Uint8Array =>
  new Uint8Array(
    Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)),
  )
