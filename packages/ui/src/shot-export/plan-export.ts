import { isSameTrack, type PictureFacts, type SoundFacts, type VideoFacts } from './video-facts'

/** A shot to export: a range of a file, in seconds. */
export interface ExportClip {
  videoId: string
  start: number
  end: number
  /** Whether it ends with its file. */
  isToEnd: boolean
  facts: VideoFacts
}

/** How a shot gets into the new file: its packets are copied, or its pictures are encoded again. */
type ExportMethod = 'copy' | 'encode'

/** A shot with its method and its place in the new file. */
export interface ExportStep extends ExportClip {
  method: ExportMethod
  /** When it starts in the new file, in seconds. */
  at: number
}

/** How an export is made. */
export interface ExportPlan {
  steps: readonly ExportStep[]
  /** The size of the new file's pictures: that of the first shot. */
  width: number
  height: number
  /** The colors of its pictures, which encoded shots get from the first one: a decoder may take them for those of all. */
  colors: VideoColorSpaceInit | undefined
  /** Its length in seconds. */
  seconds: number
  /** The sound that all shots with sound have; undefined without any. */
  sound: SoundFacts | undefined
  /** Whether provenance data (C2PA) of a shot is not in the new file. */
  losesProvenance: boolean
}

/**
 * Why an export cannot be made. `encoder`: shots have to be encoded, and this browser cannot. `decoder`: it cannot read one
 * of them. `sound`: their sounds have different formats, which cannot be joined without encoding them.
 */
export type ExportObstacle = 'encoder' | 'decoder' | 'sound'

// Times of a file are rounded to its timescale.
const sameTime = 0.002

/** Decides how each shot is exported, or why it cannot be. @param canEncode whether H.264 of the first shot's size can be encoded */
export function planExport(clips: readonly ExportClip[], canEncode: boolean): ExportPlan | ExportObstacle {
  const [first] = clips
  if (!first) return 'decoder'
  const { pictures } = first.facts
  const isAvc = pictures.codec.startsWith('avc')
  const copies = clips.map((clip) => canCopy(clip, pictures))
  // Encoded shots are H.264: beside them, packets of another codec cannot stay.
  const mustEncodeAll = !isAvc && copies.includes(false)
  const sounds = clips.flatMap(({ facts }) => facts.sound ?? [])
  let at = 0
  const steps = clips.map((clip, index): ExportStep => {
    const { start } = clip
    const end = clip.isToEnd ? clip.facts.seconds : Math.min(clip.end, clip.facts.seconds)
    const step = { ...clip, end, at, method: copies[index] && !mustEncodeAll ? ('copy' as const) : ('encode' as const) }
    at += end - start
    return step
  })
  const encoded = steps.filter(({ method }) => method === 'encode')
  // H.264 counts pixels in pairs.
  const [width, height] =
    encoded.length > 0 ? [even(pictures.width), even(pictures.height)] : [pictures.width, pictures.height]
  if (encoded.some(({ facts }) => !facts.pictures.canDecode)) return 'decoder'
  if (encoded.length > 0 && !canEncode) return 'encoder'
  if (sounds.some((sound) => sounds[0] && !isSameTrack(sound, sounds[0]))) return 'sound'
  return {
    steps,
    width,
    height,
    colors: pictures.colors,
    seconds: at,
    sound: sounds[0],
    losesProvenance: clips.some(({ facts }) => facts.hasProvenance),
  }
}

const even = (pixels: number) => pixels - (pixels % 2)

/** Whether a shot is in the format of the first one and cut where its packets can be cut. */
function canCopy({ start, end, isToEnd, facts: { pictures } }: ExportClip, first: PictureFacts): boolean {
  if (!isSameTrack(pictures, first) || !pictures.isUpright || !first.isUpright) return false
  const { packets } = pictures
  // A file without a table of key frames says that every frame is one, which no video service encodes.
  const marksAll = packets.length > 1 && packets.every(({ isKey }) => isKey)
  const from = packets.findIndex(
    ({ time, isKey }, index) =>
      (marksAll ? index === 0 : isKey) && (start < sameTime ? index === 0 : Math.abs(time - start) < sameTime),
  )
  if (from < 0) return false
  if (isToEnd) return true
  // A frame that is shown before the end may need one after it, which is then decoded first.
  const kept = packets.slice(from).map(({ time }) => time < end - sameTime)
  return kept.lastIndexOf(true) < (kept.includes(false) ? kept.indexOf(false) : kept.length)
}
