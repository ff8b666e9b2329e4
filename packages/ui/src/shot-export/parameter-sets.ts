/**
 * The sequence and picture parameter sets of an AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) as NAL units with
 * lengths of four bytes, to put them before a key frame; undefined if the record has lengths of another size.
 */
export function parameterSetsOf(record: Uint8Array): Uint8Array | undefined {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  if ((view.getUint8(4) & 3) !== 3) return undefined
  const units: Uint8Array[] = []
  let at = 5
  for (const mask of [0x1f, 0xff]) {
    const count = view.getUint8(at) & mask
    at += 1
    for (let index = 0; index < count; index += 1) {
      const length = view.getUint16(at)
      units.push(new Uint8Array([0, 0, length >> 8, length & 0xff]), record.slice(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return concat(units)
}

/** The bytes of all in a row. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
