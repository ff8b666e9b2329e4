import { expect, it } from 'vitest'
import { withoutSecrets } from './keyed-url'

it.each([
  ['https://a.test/f?alt=media&key=s3cr%2Bt', 'https://a.test/f?alt=media'],
  ['https://a.test/f?key=s3cr%2Bt#t=1', 'https://a.test/f#t=1'],
  ['https://a.test/f?x-goog-api-key=s3cr%2Bt&a=%zz&b=1', 'https://a.test/f?a=%zz&b=1'],
  ['https://a.test/f?signature=a%2Fb%2Bc&expires=1', 'https://a.test/f?signature=a%2Fb%2Bc&expires=1'],
  ['https://a.test/f', 'https://a.test/f'],
  ['no url', 'no url'],
])('%s is fetched as %s', (url, expected) => {
  expect(withoutSecrets(url, ['s3cr+t'])).toBe(expected)
})
