import { expect, it } from 'vitest'
import { RequestURL } from './request-url'

it.each([
  'http://app.test/api/videos/video_1',
  'http://app.test/api/videos?limit=2&after=video_1',
  'https://user:pass@app.test:8443/api/videos/video_1/content?variant=thumbnail#t=3',
  'http://app.test/api/videos#?limit=2',
  'http://app.test?next=https://other.test/videos',
  'http://app.test/videos?a=%2F&a=b+c&url=http://x.test/?y=1?z=2',
  'http://[::1]:3000/a/../api/./videos/%7Eid',
  'http://app.test\\api\\videos',
  'capacitor://localhost/api/videos',
  'capacitor://localhost?next=/api/videos/video_1',
  'capacitor://localhost#/api/videos/video_1',
])('the path and the query of %s are those of the URL standard', (text) => {
  const request = new Request(text.replace(/\/\/user:pass@/, '//'))
  const { pathname, searchParams } = new URL(request.url)
  const url = new RequestURL(request)
  expect([url.pathname, [...url.searchParams]]).toEqual([pathname, [...searchParams]])
})

// A guard of the app that parses `request.url` must decide by the path that is served.
it.each([
  'http://app.test/api/videos/x/../video_1',
  'http://app.test/api/videos/%2e%2E/video_1',
  'http://app.test/api/videos/video_1\\content',
  'http://app.test/api/videos/video_1/content#x',
  'http://app.test?x/api/videos/video_1/content',
  'http://app.test#/api/videos/video_1/content',
  'http://app.test\\@x/api/videos/video_1/content',
  'http://user:pass@app.test/api/videos/video_1?limit=1#x',
])('so they are for %s, of a runtime that does not normalize URLs', (text) => {
  const { pathname, searchParams } = new URL(text)
  const url = new RequestURL({ url: text })
  expect([url.pathname, [...url.searchParams]]).toEqual([pathname, [...searchParams]])
})
