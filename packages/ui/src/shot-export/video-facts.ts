/** What decides whether the packets of a file can be copied into another one. */
export interface TrackFacts {
  /** The codec string, such as `avc1.42c01f`. */
  codec: string
  /** The decoder's description as hexadecimal digits; empty if the codec has none. */
  description: string
}

/** The pictures of a file. */
export interface PictureFacts extends TrackFacts {
  /** Width and height as they are shown, in pixels. */
  width: number
  height: number
  /** Whether they are shown as they are coded: not rotated, and with square pixels. */
  isUpright: boolean
  /** Each frame in decode order: its time in seconds, and whether decoding can start with it. */
  packets: readonly { time: number; isKey: boolean }[]
  /** The colors that their numbers mean; undefined if the file does not say. */
  colors: VideoColorSpaceInit | undefined
  /** Whether this browser decodes them. */
  canDecode: boolean
}

/** The sound of a file. */
export interface SoundFacts extends TrackFacts {
  channels: number
  sampleRate: number
}

/** What is known of a file without reading its pictures. */
export interface VideoFacts {
  /** The length of the pictures, in seconds. */
  seconds: number
  pictures: PictureFacts
  sound: SoundFacts | undefined
  /** Whether it has provenance data (C2PA), which a new file does not keep. */
  hasProvenance: boolean
}

/** Whether packets of both tracks can be in one track. */
export const isSameTrack = (one: TrackFacts, other: TrackFacts): boolean =>
  one.codec === other.codec && one.description === other.description
