import type { SoundFacts } from './video-facts'

/** Samples in a packet of AAC. */
export const aacSamples = 1_024

// Raw AAC-LC frames of silence (ISO/IEC 14496-3), as ffmpeg encodes them; they hold for any sample rate.
const mono = new Uint8Array([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80])
const stereo = new Uint8Array([0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80])

/** A packet of silence for a shot without sound; undefined for a format without one, whose track then has a gap. */
export function silentPacket({ codec, channels }: SoundFacts): Uint8Array | undefined {
  if (codec !== 'mp4a.40.2') return undefined
  return channels === 1 ? mono : channels === 2 ? stereo : undefined
}
