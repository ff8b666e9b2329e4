/** Creates one box of an MP4 file. */
export const box = (name: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const content = Buffer.concat(parts)
  const header = Buffer.alloc(8)
  header.writeUInt32BE(content.length + 8)
  header.write(name, 4, 'latin1')
  return new Uint8Array(Buffer.concat([header, content]))
}

/** Options of {@link createMp4}. */
export interface Mp4Options {
  /** Brand of the `ftyp` box; no such box if empty. @default 'isom' */
  brand?: string
  width?: number
  height?: number
  /** In units of the timescale. @default 4_000 */
  duration?: number
  /** Units per second. @default 1_000 */
  timescale?: number
  version?: 0 | 1
  /** Rotated by 90 degrees, as phones record portrait videos. */
  isRotated?: boolean
  /** Bytes of the `mdat` box. @default 1_000 */
  mediaBytes?: number
}

/** Creates an MP4 with a valid index (`moov`) and zeros as its media data. */
export function createMp4(shape: Mp4Options = {}): Uint8Array<ArrayBuffer> {
  const { brand = 'isom', mediaBytes = 1_000, ...movie } = shape
  const type = brand === '' ? [] : [box('ftyp', Buffer.from(`${brand}\0\0\0\0`, 'latin1'))]
  return new Uint8Array(Buffer.concat([...type, createMoov(movie), box('mdat', new Uint8Array(mediaBytes))]))
}

function createMoov({
  width = 1280,
  height = 720,
  duration = 4_000,
  timescale = 1_000,
  version = 0,
  isRotated,
}: Mp4Options) {
  const header = Buffer.alloc(version === 1 ? 112 : 100)
  header[0] = version
  header.writeUInt32BE(timescale, version === 1 ? 20 : 12)
  if (version === 1) header.writeBigUInt64BE(BigInt(duration), 24)
  else header.writeUInt32BE(duration, 16)
  const track = (trackWidth: number, trackHeight: number) => {
    const matrix = version === 1 ? 52 : 40
    const content = Buffer.alloc(matrix + 44)
    content[0] = version
    content.writeInt32BE(isRotated ? 0 : 0x10000, matrix)
    content.writeInt32BE(isRotated ? 0x10000 : 0, matrix + 4)
    content.writeUInt32BE(trackWidth * 0x10000, matrix + 36)
    content.writeUInt32BE(trackHeight * 0x10000, matrix + 40)
    return box('trak', box('tkhd', content))
  }
  return box('moov', box('mvhd', header), track(0, 0), track(width, height))
}
