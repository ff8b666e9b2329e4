/** A box of an MP4 file: where its content starts and ends. */
interface Box {
  name: string
  start: number
  end: number
}

function boxesIn(file: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at < end; at += file.readUInt32BE(at)) {
    boxes.push({ name: file.toString('latin1', at + 4, at + 8), start: at + 8, end: at + file.readUInt32BE(at) })
  }
  return boxes
}

/** The box at this path, such as `mdia/minf/stbl`. */
function boxAt(file: Buffer, parent: Pick<Box, 'start' | 'end'>, path: string): Box {
  let found: Pick<Box, 'start' | 'end'> = parent
  for (const name of path.split('/')) {
    const box = boxesIn(file, found.start, found.end).find((candidate) => candidate.name === name)
    if (!box) throw new Error(`The file has no box ${path}.`)
    found = box
  }
  return found as Box
}

/** The positions of the numbers of a table, after a header of so many bytes. */
const entriesOf = (file: Buffer, table: Box, headerBytes: number): number[] =>
  Array.from(
    { length: file.readUInt32BE(table.start + headerBytes - 4) },
    (_, at) => table.start + headerBytes + 4 * at,
  )

/** A unit of H.264 that a decoder skips (ITU-T H.264 section 7.3.2.7), with its length in front. */
function filler(bytes: number): Buffer {
  const unit = Buffer.alloc(bytes, 0xff)
  unit.writeUInt32BE(bytes - 4)
  unit[4] = 12
  unit[bytes - 1] = 0x80
  return unit
}

/**
 * The same H.264 video with this many more bytes in every frame: a long download for a player, without an encoder. The
 * index must come before the media data, and the first track must be the video, with the same number of frames in every
 * chunk.
 */
export function highBitrateMp4(original: Uint8Array, bytesPerFrame: number): Buffer {
  const file = Buffer.from(original)
  const whole = { start: 0, end: file.length }
  const [first, ...others] = boxesIn(file, boxAt(file, whole, 'moov').start, boxAt(file, whole, 'moov').end).filter(
    ({ name }) => name === 'trak',
  )
  if (!first) throw new Error('The file has no track.')
  const media = boxAt(file, whole, 'mdat')
  const sizes = entriesOf(file, boxAt(file, first, 'mdia/minf/stbl/stsz'), 12)
  const videoChunks = entriesOf(file, boxAt(file, first, 'mdia/minf/stbl/stco'), 8)
  const otherChunks = others.flatMap((track) => entriesOf(file, boxAt(file, track, 'mdia/minf/stbl/stco'), 8))
  const chunks = [...videoChunks, ...otherChunks]
    .map((entry) => ({ entry, start: file.readUInt32BE(entry) }))
    .sort((one, other) => one.start - other.start)
  const framesPerChunk = sizes.length / videoChunks.length
  const parts: Uint8Array[] = [file.subarray(0, media.start)]
  let length = media.start
  for (const [at, { entry, start }] of chunks.entries()) {
    const end = chunks[at + 1]?.start ?? media.end
    const frames = videoChunks.includes(entry) ? sizes.splice(0, framesPerChunk) : []
    file.writeUInt32BE(length, entry)
    let position = start
    for (const size of frames) {
      const bytes = file.readUInt32BE(size)
      parts.push(file.subarray(position, position + bytes), filler(bytesPerFrame))
      file.writeUInt32BE(bytes + bytesPerFrame, size)
      position += bytes
    }
    parts.push(file.subarray(position, end))
    length += end - start + frames.length * bytesPerFrame
  }
  file.writeUInt32BE(length - media.start + 8, media.start - 8)
  return Buffer.concat(parts)
}
