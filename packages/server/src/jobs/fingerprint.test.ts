import { describe, expect, it } from 'vitest'
import type { CreateRequest } from './create-request'
import { fingerprintOf } from './fingerprint'

const image = (...bytes: number[]) => new Blob([Uint8Array.from(bytes)], { type: 'image/png' })
const video = (file: Blob) => ({ file, size: '320x192', seconds: '4' })
const base: CreateRequest = { operation: 'create', request: { prompt: 'A lamp.', size: '320x192' } }
const withFields = (fields: object): CreateRequest => ({ ...base, request: { ...base.request, ...fields } })

describe('the fingerprint of a request', () => {
  it('is the same for the same request, whatever the order of its fields', async () => {
    const one = withFields({ input_reference: image(1, 2), model: 'mini', seconds: undefined })
    const other: CreateRequest = {
      ...base,
      request: { model: 'mini', input_reference: image(1, 2), size: '320x192', prompt: 'A lamp.' } as never,
    }
    expect(await fingerprintOf(one)).toBe(await fingerprintOf(other))
    expect(await fingerprintOf({ ...base, idempotencyKey: 'one' })).toBe(await fingerprintOf(base))
  })

  const requests: [string, CreateRequest][] = [
    ['nothing', base],
    ['another prompt', withFields({ prompt: 'A lamp' })],
    ['another operation', { ...base, operation: 'remix' }],
    ['a source', { ...base, sourceId: 'video_1' }],
    ['another source', { ...base, sourceId: 'video_2' }],
    ['a first frame', withFields({ input_reference: image(1, 2) })],
    ['another byte of it', withFields({ input_reference: image(1, 3) })],
    ['the same bytes as another parameter', withFields({ last_frame: image(1, 2) })],
    ['an empty file', withFields({ input_reference: image() })],
    ['a list of files', withFields({ input_references: [image(1), image(2)] })],
    ['a list in another order', withFields({ input_references: [image(2), image(1)] })],
    ['another byte in the list', withFields({ input_references: [image(1), image(3)] })],
    ['the bytes of the list in one file', withFields({ input_references: [image(1, 2)] })],
    ['a shorter list', withFields({ input_references: [image(1)] })],
    ['an uploaded video', { ...base, uploadedVideo: video(image(1)) }],
    ['another byte of it', { ...base, uploadedVideo: video(image(2)) }],
  ]

  it('is another one for every request of this table', async () => {
    const fingerprints = await Promise.all(requests.map(([, request]) => fingerprintOf(request)))
    const same = requests.flatMap(([name], index) =>
      requests
        .slice(index + 1)
        .filter((_, offset) => fingerprints[index] === fingerprints[index + 1 + offset])
        .map(([other]) => `${name} and ${other}`),
    )
    expect(same).toEqual([])
  })
})
