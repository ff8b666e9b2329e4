import { dialectNames } from '@dailies/sandbox'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

const field = fc.constantFrom(
  'prompt',
  'model',
  'size',
  'seconds',
  'input_reference',
  'video',
  'characters',
  '__proto__',
)
const value = fc.oneof(fc.string(), fc.constantFrom('mini', '320x192', '2', 'A lamp.'), fc.jsonValue())
const segment = fc.oneof(fc.string(), fc.constantFrom('edits', 'extensions', 'content', 'remix', '..', '%00', '%ZZ'))
const path = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.option(fc.webQueryParameters()))
  .map(([segments, query]) => `http://sandbox/v1/videos/${segments.join('/')}${query === null ? '' : `?${query}`}`)
const body = fc.oneof(
  fc.record({
    type: fc.constant('application/json'),
    body: fc.oneof(
      fc.string(),
      fc.dictionary(field, value).map((fields) => JSON.stringify(fields)),
    ),
  }),
  fc.record({ type: fc.constantFrom('multipart/form-data; boundary=b', 'multipart/form-data'), body: fc.string() }),
  fc.record({
    type: fc.constant('multipart/form-data; boundary=b'),
    body: fc
      .array(fc.tuple(field, fc.string()))
      .map((parts) =>
        parts.map(([name, text]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`),
      )
      .map((parts) => `${parts.join('')}--b--\r\n`),
  }),
  fc.record({ type: fc.string({ unit: 'grapheme-ascii' }), body: fc.string() }),
)
const request = fc.oneof(
  fc.record({ method: fc.constantFrom('GET', 'DELETE', 'PUT', 'HEAD'), path }),
  fc.record({ method: fc.constant('POST'), path, sent: body }),
)

it.each(dialectNames.filter((name) => name !== 'dynamo'))(
  'no request makes %s fail: each is answered in JSON',
  async (dialect) => {
    const { sandbox } = openSandbox({ dialect })
    await fc.assert(
      fc.asyncProperty(request, async (generated) => {
        const sent = 'sent' in generated ? generated.sent : undefined
        const headers = sent ? { 'content-type': sent.type } : undefined
        const response = await sandbox.fetch(generated.path, {
          method: generated.method,
          ...(headers ? { headers } : {}),
          ...(sent ? { body: sent.body } : {}),
        })
        // LiteLLM answers 500 for an id that it did not write.
        expect(response.status).toBeLessThan(dialect === 'litellm' ? 501 : 500)
        expect(await response.json()).toBeTypeOf('object')
      }),
      { numRuns: 200, seed: 7 },
    )
  },
)
