import { expect, it } from 'vitest'
import { locateContent } from './locate-content'

const url = 'https://cdn.test/film.mp4'

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
  ['the first of many', { url: '', video_url: null, urls: [], data: [{}], output: [{ url }] }],
])('the film is found under %s', (_, raw) => {
  expect(locateContent(raw)).toEqual({ url })
})

it('the film is found in the answer itself', () => {
  expect(locateContent({ data: [{ b64_json: 'AAAA' }] })).toEqual({ base64: 'AAAA' })
  expect(locateContent({ url: 'data:video/mp4;base64,AAAA' })).toEqual({ base64: 'AAAA' })
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
])('nothing is found in %j', (raw) => {
  expect(locateContent(raw)).toBeUndefined()
})
