/** What the boxes of an MP4 say, read from outside with no library that wrote it. ISO/IEC 14496-12. */
export interface Mp4Facts {
  /** Top-level boxes in file order. */
  boxes: string[]
  /** Seconds, by the movie header. */
  duration: number
  tracks: TrackFacts[]
}

interface TrackFacts {
  kind: string
  codec: string
  width: number
  height: number
  /** Seconds, by the media header. */
  duration: number
  sampleCount: number
  /** Numbers of the samples from which decoding may start, or undefined where there is no sync table. */
  syncSamples: number[] | undefined
}

interface Box {
  type: string
  body: DataView
}

export function readMp4(bytes: Uint8Array): Mp4Facts {
  const file = boxesIn(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const movie = boxesIn(child(file, 'moov'))
  const header = child(movie, 'mvhd')
  return {
    boxes: file.map(({ type }) => type),
    duration: readDuration(header),
    tracks: movie.filter(({ type }) => type === 'trak').map(({ body }) => readTrack(boxesIn(body))),
  }
}

function readTrack(track: Box[]): TrackFacts {
  const header = child(track, 'tkhd')
  const media = boxesIn(child(track, 'mdia'))
  const table = boxesIn(child(boxesIn(child(media, 'minf')), 'stbl'))
  const sync = table.find(({ type }) => type === 'stss')?.body
  const sizes = header.byteLength - 8
  return {
    kind: fourCharacters(child(media, 'hdlr'), 8),
    codec: fourCharacters(child(table, 'stsd'), 12),
    width: header.getUint32(sizes) / 65_536,
    height: header.getUint32(sizes + 4) / 65_536,
    duration: readDuration(child(media, 'mdhd')),
    sampleCount: child(table, 'stsz').getUint32(8),
    syncSamples: sync && Array.from({ length: sync.getUint32(4) }, (_, index) => sync.getUint32(8 + 4 * index)),
  }
}

function readDuration(header: DataView): number {
  const isLong = header.getUint8(0) === 1
  const scale = header.getUint32(isLong ? 20 : 12)
  return (isLong ? Number(header.getBigUint64(24)) : header.getUint32(16)) / scale
}

function boxesIn(view: DataView): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= view.byteLength;) {
    const short = view.getUint32(at)
    const head = short === 1 ? 16 : 8
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short
    boxes.push({
      type: fourCharacters(view, at + 4),
      body: new DataView(view.buffer, view.byteOffset + at + head, size - head),
    })
    at += size
  }
  return boxes
}

function child(boxes: Box[], type: string): DataView {
  const found = boxes.find((box) => box.type === type)
  if (!found) throw new Error(`There is no ${type} box among ${boxes.map((box) => box.type).join(', ')}.`)
  return found.body
}

const fourCharacters = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)))
