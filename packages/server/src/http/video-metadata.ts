/** Metadata of a video file; missing values are undefined. */
export interface VideoMetadata {
  type: 'video/mp4' | 'video/quicktime' | 'video/webm'
  /** Displayed width, in pixels: after rotation. */
  width?: number
  /** Displayed height, in pixels. */
  height?: number
  /** Duration in seconds. */
  seconds?: number
}

/** A file that is not a usable video. The message is a predicate that follows "The video". */
export class UnreadableVideoError extends Error {}

/** Maximum number of boxes to read: only a malicious file has more. */
const maxBoxes = 10_000

/** Boxes that may come first in a QuickTime file that is older than the `ftyp` box. */
const legacyFirstBoxes = new Set(['moov', 'mdat', 'wide', 'free', 'skip'])

/**
 * Reads type, size and duration of an MP4, QuickTime or WebM file from its index, without reading the media data.
 *
 * @throws UnreadableVideoError if the file has another type, is truncated or has no video track
 */
export async function readVideoMetadata(file: Blob): Promise<VideoMetadata> {
  const head = await bytesOf(file, 0, 64)
  // RFC 8794, section 11.2; plain Matroska has another document type in its first bytes.
  if (head.byteLength >= 4 && head.getUint32(0) === 0x1a45dfa3 && textOf(head, 0, 64).includes('webm')) {
    return { type: 'video/webm' }
  }
  const first = textOf(head, 4, 8)
  const hasType = first === 'ftyp'
  if (!hasType && !legacyFirstBoxes.has(first)) {
    throw new UnreadableVideoError('must be an MP4, WebM or QuickTime file; its first bytes match none of them.')
  }
  const type = hasType && textOf(head, 8, 12) !== 'qt  ' ? 'video/mp4' : 'video/quicktime'
  const index: Index = { file, boxesLeft: maxBoxes }
  const boxes = await boxesIn(index, 0, file.size)
  const movie = boxes.find(({ name }) => name === 'moov')
  if (!movie) throw new UnreadableVideoError('has no index (moov), so it is truncated or not a video. Export it again.')
  return { type, ...(await readMovie(index, movie)) }
}

/** A file, and how many more boxes may be read of it. */
interface Index {
  file: Blob
  boxesLeft: number
}

interface Box {
  name: string
  /** The byte range of its content; `to` is exclusive. */
  from: number
  to: number
}

/** Reads the headers of the boxes in a byte range. ISO/IEC 14496-12, section 4.2. */
async function boxesIn(index: Index, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    index.boxesLeft -= 1
    if (index.boxesLeft < 0) throw new UnreadableVideoError('has an invalid index. Export it again.')
    const header = await bytesOf(index.file, at, at + 16)
    const short = header.getUint32(0)
    const isLong = short === 1
    const length = isLong && header.byteLength === 16 ? Number(header.getBigUint64(8)) : short === 0 ? to - at : short
    const begin = at + (isLong ? 16 : 8)
    if (at + length > to || at + length < begin) {
      throw new UnreadableVideoError(
        'is truncated: its index refers to more bytes than the file has. Upload the complete file.',
      )
    }
    boxes.push({ name: textOf(header, 4, 8), from: begin, to: at + length })
    at += length
  }
  return boxes
}

async function readMovie(index: Index, { from, to }: Box): Promise<Omit<VideoMetadata, 'type'>> {
  const { file } = index
  const parts = await boxesIn(index, from, to)
  const tracks = await Promise.all(
    parts.filter(({ name }) => name === 'trak').map((track) => boxesIn(index, track.from, track.to)),
  )
  const trackDimensions = await Promise.all(
    tracks
      .flatMap((boxes) => boxes.filter(({ name }) => name === 'tkhd'))
      .map((box) => bytesOf(file, box.from, Math.min(box.to, box.from + 96)).then(readDimensions)),
  )
  const dimensions = trackDimensions.find((track) => track !== undefined)
  if (!dimensions) throw new UnreadableVideoError('has no video track. Export it again with one.')
  const header = parts.find(({ name }) => name === 'mvhd')
  const seconds = header && readDuration(await bytesOf(file, header.from, Math.min(header.to, header.from + 32)))
  return { ...dimensions, ...(seconds !== undefined && { seconds }) }
}

/**
 * Section 8.2.2: two timestamps, then time scale and duration. In version 1 all of them except the scale have twice the
 * length.
 */
function readDuration(header: DataView): number | undefined {
  const isLong = header.byteLength >= 32 && header.getUint8(0) === 1
  if (header.byteLength < 20) return undefined
  const scale = header.getUint32(isLong ? 20 : 12)
  const length = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16)
  const isUnknown = length === 0 || length >= 0xffffffff
  // The index of a fragmented file has no duration, or 0.
  return scale === 0 || isUnknown ? undefined : length / scale
}

/**
 * Section 8.3.2: width and height are 16.16 fixed-point numbers, both 0 for an audio track; the matrix may rotate the
 * image.
 */
function readDimensions(header: DataView): { width: number; height: number } | undefined {
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
