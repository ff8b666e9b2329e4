/** What a film says of itself; what it does not say is undefined. */
export interface VideoFacts {
  type: 'video/mp4' | 'video/quicktime' | 'video/webm'
  /** Pixels, as it is to be shown. */
  width?: number
  height?: number
  seconds?: number
}

/** Why a file is no film that could be worked on, in words that follow "The film". */
export class UnreadableVideo extends Error {}

/** More boxes than this are no film but an attempt to keep us busy. */
const mostBoxes = 10_000

/** Boxes that may begin a QuickTime film that is older than the box that names the type. */
const oldBeginnings = new Set(['moov', 'mdat', 'wide', 'free', 'skip'])

/**
 * Looks at the index of a film, not at its pictures, and only at the bytes it needs.
 * @throws UnreadableFilm where the file is of another type, cut short or without pictures
 */
export async function readVideoFacts(file: Blob): Promise<VideoFacts> {
  const head = await bytesOf(file, 0, 64)
  // RFC 8794, section 11.2; plain Matroska names another document type, in its first bytes too.
  if (head.byteLength >= 4 && head.getUint32(0) === 0x1a45dfa3 && textOf(head, 0, 64).includes('webm')) {
    return { type: 'video/webm' }
  }
  const first = textOf(head, 4, 8)
  const isNamed = first === 'ftyp'
  if (!isNamed && !oldBeginnings.has(first)) {
    throw new UnreadableVideo('must be an MP4, WebM or QuickTime film; by its first bytes it is none of them.')
  }
  const type = isNamed && textOf(head, 8, 12) !== 'qt  ' ? 'video/mp4' : 'video/quicktime'
  const index: Index = { file, left: mostBoxes }
  const boxes = await boxesIn(index, 0, file.size)
  const movie = boxes.find(({ name }) => name === 'moov')
  if (!movie) throw new UnreadableVideo('has no index (moov), so it is cut short or no film. Export it again.')
  return { type, ...(await readMovie(index, movie)) }
}

/** A file, and how many boxes of it may still be looked at. */
interface Index {
  file: Blob
  left: number
}

interface Box {
  name: string
  /** Where its content begins and ends in the file. */
  from: number
  to: number
}

/** The boxes between two places, by their headers alone. ISO/IEC 14496-12, section 4.2. */
async function boxesIn(index: Index, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    index.left -= 1
    if (index.left < 0) throw new UnreadableVideo('has an index that makes no sense. Export it again.')
    const header = await bytesOf(index.file, at, at + 16)
    const short = header.getUint32(0)
    const isLong = short === 1
    const length = isLong && header.byteLength === 16 ? Number(header.getBigUint64(8)) : short === 0 ? to - at : short
    const begin = at + (isLong ? 16 : 8)
    if (at + length > to || at + length < begin) {
      throw new UnreadableVideo('is cut short: its index names more than the file holds. Upload it whole.')
    }
    boxes.push({ name: textOf(header, 4, 8), from: begin, to: at + length })
    at += length
  }
  return boxes
}

async function readMovie(index: Index, { from, to }: Box): Promise<Omit<VideoFacts, 'type'>> {
  const { file } = index
  const parts = await boxesIn(index, from, to)
  const tracks = await Promise.all(
    parts.filter(({ name }) => name === 'trak').map((track) => boxesIn(index, track.from, track.to)),
  )
  const shapes = await Promise.all(
    tracks
      .flatMap((boxes) => boxes.filter(({ name }) => name === 'tkhd'))
      .map((box) => bytesOf(file, box.from, Math.min(box.to, box.from + 96)).then(readShape)),
  )
  const shape = shapes.find((shape) => shape !== undefined)
  if (!shape) throw new UnreadableVideo('holds no pictures.')
  const header = parts.find(({ name }) => name === 'mvhd')
  const seconds = header && readLength(await bytesOf(file, header.from, Math.min(header.to, header.from + 32)))
  return { ...shape, ...(seconds !== undefined && { seconds }) }
}

/** Section 8.2.2: time scale and length follow two times, all but the scale twice as long in version 1. */
function readLength(header: DataView): number | undefined {
  const isLong = header.byteLength >= 32 && header.getUint8(0) === 1
  if (header.byteLength < 20) return undefined
  const scale = header.getUint32(isLong ? 20 : 12)
  const length = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16)
  const isUnknown = length === 0 || length >= 0xffffffff
  // A film in fragments has its length nowhere in its index, or 0.
  return scale === 0 || isUnknown ? undefined : length / scale
}

/** Section 8.3.2: the matrix turns it, and width and height are fractions of 65,536; both 0 for a sound. */
function readShape(header: DataView): { width: number; height: number } | undefined {
  const matrix = header.byteLength > 0 && header.getUint8(0) === 1 ? 52 : 40
  if (header.byteLength < matrix + 44) return undefined
  const [width, height] = [header.getUint32(matrix + 36) >>> 16, header.getUint32(matrix + 40) >>> 16]
  if (width === 0 || height === 0) return undefined
  const isUpright = header.getInt32(matrix) !== 0 || header.getInt32(matrix + 4) === 0
  return isUpright ? { width, height } : { width: height, height: width }
}

const bytesOf = async (file: Blob, from: number, to: number): Promise<DataView> =>
  new DataView(await file.slice(from, to).arrayBuffer())

const textOf = ({ buffer, byteLength }: DataView, from: number, to: number): string =>
  String.fromCharCode(...new Uint8Array(buffer, 0, byteLength).subarray(from, to))
