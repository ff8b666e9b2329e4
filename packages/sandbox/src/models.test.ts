import { priceOf, shapesOf } from '@dailies/core'
import { sandboxModels } from '@dailies/sandbox/models'
import { describe, expect, it } from 'vitest'
import { base64Picture, picture } from './testing/open-native'
import { openSandbox } from './testing/open-sandbox'

const dataURL = (type: string) => `data:${type};base64,${base64Picture}`
describe.each(sandboxModels.map((model) => [model.id, model] as const))('%s', (id, model) => {
  it('has an even number of pixels, a shape and a price in every size', () => {
    expect(shapesOf(model).map(({ size }) => size)).toEqual(model.sizes)
    for (const shape of model.shapes ?? []) expect(model.sizes).toContain(shape.size)
    for (const size of model.sizes) {
      expect(size).toMatch(/^\d*[02468]x\d*[02468]$/)
      expect(priceOf(model, { size, seconds: '8' })).toBeGreaterThan(0)
    }
  })

  it('accepts all that it offers, in JSON and as a form, and tells what it understood', async () => {
    const { sandbox, ask, post } = openSandbox()
    const { images = 0, videos = 0, audios = 0 } = model.input_references ?? {}
    const options = {
      ...(model.generate_audio ? { generate_audio: true } : {}),
      ...(model.seed ? { seed: 7 } : {}),
      ...(model.negative_prompt ? { negative_prompt: 'rain' } : {}),
    }
    const references = [
      ...Array.from({ length: images }, () => ({ image_url: dataURL('image/webp') })),
      ...Array.from({ length: videos }, () => ({ video_url: dataURL('video/mp4') })),
      ...Array.from({ length: audios }, () => ({ audio_url: dataURL('audio/mpeg') })),
    ]
    const isExact = model.exact_frame_size !== false
    const frame = { image_url: dataURL('image/webp') }
    const json = await post('', {
      prompt: 'A lamp.',
      model: id,
      ...options,
      ...(isExact ? {} : { input_reference: frame }),
      ...(model.last_frame ? { last_frame: frame } : {}),
      ...(references.length > 0 ? { input_references: references } : {}),
    })
    expect(json.status).toBe(200)

    const form = new FormData()
    for (const [name, value] of Object.entries({ prompt: 'A lamp.', model: id, ...options }))
      form.set(name, String(value))
    const file = new Blob([Uint8Array.from(picture)], { type: 'image/webp' })
    if (!isExact) form.set('input_reference', file)
    if (model.last_frame) form.set('last_frame', file)
    for (let index = 0; index < images; index += 1) form.append('input_references[]', file)
    expect((await ask('', { method: 'POST', body: form })).status).toBe(200)

    const understood = {
      ...(model.generate_audio ? { generateAudio: true } : {}),
      ...(model.seed ? { seed: 7 } : {}),
      ...(model.negative_prompt ? { negativePrompt: 'rain' } : {}),
      ...(isExact ? {} : { referenceImage: picture }),
      ...(model.last_frame ? { lastFrame: picture } : {}),
    }
    expect(sandbox.creates.map(({ request }) => request)).toMatchObject([understood, understood])
    expect(sandbox.creates.map(({ request }) => request?.references?.length ?? 0)).toEqual([references.length, images])
  })
})

describe('a create that a model does not offer', () => {
  const kite = { prompt: 'A lamp.', model: 'kite-2' }
  const max = { prompt: 'A lamp.', model: 'kite-2-max' }
  const frame = { image_url: dataURL('image/webp') }
  it.each([
    ['a seed', { prompt: 'A lamp.', model: 'lamp-1', seed: 7 }, 'unknown_parameter', 'seed'],
    ['a last frame', { prompt: 'A lamp.', model: 'tide-1', last_frame: frame }, 'unknown_parameter', 'last_frame'],
    ['a last frame alone', { ...kite, last_frame: frame }, 'invalid_value', 'last_frame'],
    ['silence', { ...max, generate_audio: false }, 'invalid_value', 'generate_audio'],
    ['sound as a text', { ...kite, generate_audio: 'yes' }, 'invalid_type', 'generate_audio'],
    ['a seed that is none', { ...kite, seed: 1.5 }, 'invalid_type', 'seed'],
    ['a negative prompt that is none', { ...kite, negative_prompt: 7 }, 'invalid_type', 'negative_prompt'],
    [
      'a long negative prompt',
      { ...kite, negative_prompt: 'a'.repeat(501) },
      'string_above_max_length',
      'negative_prompt',
    ],
    ['a length of another tier', { ...kite, size: '1920x1080', seconds: '4' }, 'invalid_value', 'seconds'],
    [
      'too many references',
      { ...max, input_references: Array.from({ length: 4 }, () => frame) },
      'invalid_value',
      'input_references',
    ],
    [
      'a reference of another kind',
      { ...max, input_references: [{ video_url: dataURL('video/mp4') }] },
      'invalid_value',
      'input_references',
    ],
    ['references that are none', { ...max, input_references: frame }, 'invalid_type', 'input_references'],
    [
      'a reference that is no image',
      { ...max, input_references: [{ image_url: 'data:image/png;base64,YQ==' }] },
      'unsupported_file_mimetype',
      'input_references.0',
    ],
  ])('%s is 400', async (_, fields, code, param) => {
    const { sandbox, post } = openSandbox()
    const { status, body } = await post('', fields)
    expect([status, body.error.code, body.error.param]).toEqual([400, code, param])
    expect(sandbox.counters.creates).toBe(0)
  })

  it('vLLM-Omni has a name of its own for sound', async () => {
    const { sandbox, ask } = openSandbox({ dialect: 'vllm-omni' })
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...kite, generate_sound: 'false' })) form.set(name, value)
    expect((await ask('', { method: 'POST', body: form })).status).toBe(200)
    expect(sandbox.creates[0]?.request?.generateAudio).toBe(false)
  })
})

it('the models are those of three vendors, which differ in what they can do', () => {
  const vendors = new Set(sandboxModels.map(({ id }) => id.split('-')[0]))
  expect(vendors).toEqual(new Set(['lamp', 'mini', 'kite', 'tide']))
  expect(new Set(sandboxModels.map(({ generate_audio }) => generate_audio))).toEqual(
    new Set([undefined, 'optional', 'always']),
  )
})
