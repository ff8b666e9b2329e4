import { expect, it } from 'vitest'
import { concat, parameterSetsOf } from './parameter-sets'
import { hasProvenance } from './provenance'

const text = (value: string) => new TextEncoder().encode(value)
const size = (length: number) => new Uint8Array([0, 0, length >> 8, length & 0xff])
const box = (type: string, content: Uint8Array) => concat([size(8 + content.length), text(type), content])
const largeBox = (type: string, content: Uint8Array) =>
  concat([size(1), text(type), size(0), size(16 + content.length), content])
const uuid = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

const ftyp = box('ftyp', text('isom0000'))
const mdat = box('mdat', new Uint8Array(300))
const manifest = concat([uuid('d8fec3d61b0e483c92975828877ec481'), new Uint8Array(40)])
const other = concat([uuid('be7acfcb97a942e89c71999491e3afac'), new Uint8Array(40)])

it.each([
  ['without a manifest', [ftyp, mdat], false],
  ['with a manifest after its header', [ftyp, box('uuid', manifest), mdat], true],
  ['with a manifest at its end', [ftyp, mdat, box('uuid', manifest)], true],
  ['with a manifest in a large box', [ftyp, largeBox('mdat', new Uint8Array(64)), largeBox('uuid', manifest)], true],
  ['with another UUID', [ftyp, box('uuid', other)], false],
  ['whose last box has no length', [ftyp, concat([size(0), text('mdat'), new Uint8Array(60)])], false],
  ['that is cut off', [ftyp, mdat.slice(0, 6)], false],
  ['that is no MP4', [text('RIFF....WEBPVP8 more of it')], false],
  ['that is empty', [], false],
] as const)('a file %s', async (_name, boxes, expected) => {
  const file = concat(boxes)
  expect(await hasProvenance(file.length, (start, end) => file.slice(start, end))).toBe(expected)
})

it('takes the parameter sets of a configuration, with lengths of four bytes', () => {
  const sps = new Uint8Array([0x67, 1, 2])
  const pps = new Uint8Array([0x68, 3])
  const record = (lengths: number) =>
    concat([new Uint8Array([1, 0x42, 0xc0, 0x1f, 0xfc | lengths, 0xe1, 0, 3]), sps, new Uint8Array([1, 0, 2]), pps])
  expect(parameterSetsOf(record(3))).toEqual(concat([size(3), sps, size(2), pps]))
  expect(parameterSetsOf(record(1))).toBe(undefined)
})
