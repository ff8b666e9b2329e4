/** A box of an MP4. */
export const box = (name: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const content = Buffer.concat(parts)
  const header = Buffer.alloc(8)
  header.writeUInt32BE(content.length + 8)
  header.write(name, 4, 'latin1')
  return new Uint8Array(Buffer.concat([header, content]))
}

/** What {@link videoOf} writes. */
export interface AspectRatioBox {
  /** As the first box names it; no such box where empty. @default 'isom' */
  brand?: string
  width?: number
  height?: number
  /** In the film's own units. @default 4_000 of 1_000 a second */
  length?: number
  scale?: number
  version?: 0 | 1
  /** A phone that was held upright. */
  isTurned?: boolean
  /** Bytes behind the index. */
  pictures?: number
}

/** An MP4 by its index alone, with anything for pictures. */
export function videoOf(shape: AspectRatioBox = {}): Uint8Array<ArrayBuffer> {
  const { brand = 'isom', pictures = 1_000, ...movie } = shape
  const type = brand === '' ? [] : [box('ftyp', Buffer.from(`${brand}\0\0\0\0`, 'latin1'))]
  return new Uint8Array(Buffer.concat([...type, movieOf(movie), box('mdat', new Uint8Array(pictures))]))
}

function movieOf({ width = 1280, height = 720, length = 4_000, scale = 1_000, version = 0, isTurned }: AspectRatioBox) {
  const header = Buffer.alloc(version === 1 ? 112 : 100)
  header[0] = version
  header.writeUInt32BE(scale, version === 1 ? 20 : 12)
  if (version === 1) header.writeBigUInt64BE(BigInt(length), 24)
  else header.writeUInt32BE(length, 16)
  const track = (trackWidth: number, trackHeight: number) => {
    const matrix = version === 1 ? 52 : 40
    const content = Buffer.alloc(matrix + 44)
    content[0] = version
    content.writeInt32BE(isTurned ? 0 : 0x10000, matrix)
    content.writeInt32BE(isTurned ? 0x10000 : 0, matrix + 4)
    content.writeUInt32BE(trackWidth * 0x10000, matrix + 36)
    content.writeUInt32BE(trackHeight * 0x10000, matrix + 40)
    return box('trak', box('tkhd', content))
  }
  return box('moov', box('mvhd', header), track(0, 0), track(width, height))
}
