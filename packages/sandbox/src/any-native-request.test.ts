import { sampleVideo } from '@dailies/sandbox'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base64Picture } from './testing/open-native'
import { openSandbox } from './testing/open-sandbox'

const image = { bytesBase64Encoded: base64Picture, mimeType: 'image/webp' }
const dataURL = `data:image/webp;base64,${base64Picture}`
/** Usually one of these values, otherwise any. */
const field = (...values: unknown[]) =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...values), weight: 4 },
    fc.jsonValue(),
    fc.constantFrom('0:0', '4:3', '0p', '-1', ''),
  )
/** Any of the fields, and the prompt if it is one of them. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: 'prompt' in fields ? ['prompt'] : [] })
const prompt = field('A lamp.')
const instance = some({ prompt, image: field(image), lastFrame: field(image) })
const parameters = some({
  aspectRatio: field('16:9', '9:16'),
  durationSeconds: field(4, 8, '8'),
  resolution: field('720p', '1080p', '4k'),
  seed: field(7),
})
const veo = fc.oneof(fc.jsonValue(), fc.record({ instances: fc.tuple(instance), parameters }))
const inputFields = some({
  prompt,
  aspect_ratio: field('16:9', '9:16', '1:1', 'auto'),
  resolution: field('720p', '480p', '4K'),
  duration: field('8s', '5', 4),
  image: field(dataURL),
  seed: field(7),
  image_url: field(dataURL),
  reference_image_urls: field([dataURL]),
})
const input = fc.oneof(fc.jsonValue(), inputFields)
const segment = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'models',
    'files',
    'operations',
    'requests',
    'predictions',
    'videos',
    'content',
    'cancel',
    'status',
    '..',
    '%ZZ',
  ),
)
const anyPath = fc.array(segment, { maxLength: 6 }).map((segments) => segments.join('/'))

const apis = [
  {
    name: 'Gemini',
    base: 'http://google/v1beta/',
    headers: { 'x-goog-api-key': 'any' },
    create: 'models/veo-3.1-generate-preview:predictLongRunning',
    body: veo,
  },
  {
    name: 'fal',
    base: 'https://queue.fal.run/',
    headers: { authorization: 'Key any' },
    create: 'fal-ai/veo3.1/fast',
    body: input,
  },
  {
    name: 'Replicate',
    base: 'https://api.replicate.com/v1/',
    headers: { authorization: 'Bearer any' },
    create: 'models/google/veo-3.1/predictions',
    body: fc.oneof(fc.jsonValue(), fc.record({ input })),
  },
  {
    name: 'OpenRouter',
    base: 'https://openrouter.ai/api/v1/',
    headers: { authorization: 'Bearer any' },
    create: 'videos',
    body: fc.oneof(
      fc.jsonValue(),
      some({
        prompt,
        model: fc.constant('google/veo-3.1'),
        aspect_ratio: field('16:9', '9:16'),
        resolution: field('720p', '1080p', '4K'),
        duration: field(4, 6),
        input_references: field([{ type: 'image_url', image_url: { url: dataURL } }]),
      }),
    ),
  },
]

it.each(apis)(
  'no request makes $name fail: each is answered in JSON, below 500',
  async ({ base, headers, create, body }) => {
    const sizes = new Set<string>()
    const { sandbox } = openSandbox({
      renderer: {
        render({ width, height }) {
          sizes.add(`${width}x${height}`)
          return Promise.resolve(sampleVideo())
        },
      },
    })
    const request = fc.oneof(
      fc.record({ method: fc.constantFrom('GET', 'PUT', 'DELETE'), path: anyPath }),
      fc.record({
        method: fc.constant('POST'),
        path: fc.oneof(fc.constant(create), anyPath),
        sent: body.map((json) => JSON.stringify(json)),
      }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, ...rest }) => {
        const init = 'sent' in rest ? { body: rest.sent } : {}
        const response = await sandbox.fetch(base + path, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          ...init,
        })
        expect(response.status).toBeLessThan(500)
        expect(await response.json()).toBeTypeOf('object')
      }),
      { numRuns: 600, seed: 7 },
    )
    // Every accepted request can be rendered.
    expect(sandbox.counters.creates).toBeGreaterThan(4)
    await sandbox.advance(8 * sandbox.counters.creates + 8)
    expect(sizes.size).toBeGreaterThan(1)
    for (const size of sizes) expect(size).toMatch(/^[1-9]\d+x[1-9]\d+$/)
  },
)
