import { expect, it } from 'vitest'
import { findContentLocation } from './content-location'

const url = 'https://cdn.test/video.mp4'

it.each([
  ['url', { url }],
  ['video_url', { video_url: url }],
  ['output_url', { output_url: url }],
  ['content_url', { content_url: url }],
  ['unsigned_urls', { unsigned_urls: [url, 'https://cdn.test/other.mp4'] }],
  ['urls', { urls: [url] }],
  ['data', { data: [{ url }] }],
  ['output', { output: [{ url }] }],
  ['metadata', { metadata: { url } }],
  ['video', { video: { url } }],
  ['a relay', { code: 'success', data: { status: 'SUCCESS', video_url: url } }],
  ['the first candidate with a value', { url: '', video_url: null, urls: [], data: [{}], output: [{ url }] }],
])('finds the URL of the video under %s', (_, raw) => {
  expect(findContentLocation(raw)).toEqual({ url })
})

it('finds inline base64 data', () => {
  expect(findContentLocation({ data: [{ b64_json: 'AAAA' }] })).toEqual({ base64: 'AAAA' })
  expect(findContentLocation({ url: 'data:video/mp4;base64,AAAA' })).toEqual({ base64: 'AAAA' })
})

it.each([
  null,
  'ok',
  {},
  { url: '' },
  { data: [] },
  { data: null },
  { error: { message: 'not ready' } },
  { output: 'text' },
  { metadata: {}, video: { id: 'a' } },
])('finds no location in %j', (raw) => {
  expect(findContentLocation(raw)).toBeUndefined()
})
