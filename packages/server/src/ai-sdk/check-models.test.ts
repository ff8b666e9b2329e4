import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import { describe, expect, it } from 'vitest'
import { scriptedModel } from './testing/scripted-model'

const { model } = scriptedModel()
const offer = { id: 'one', model, sizes: ['1280x720'], seconds: ['8'] }
const start = (options: object) => () => aiSdkUpstream({ models: [offer], secrets: [], ...options } as never)

describe('aiSdkUpstream refuses at start', () => {
  const { doStart: _doStart, ...generateOnly } = { ...model, doGenerate: () => undefined }
  it.each([
    ['a model of AI SDK 6', { ...model, specificationVersion: 'v3' }, /"one".* v3.*doGenerate only/],
    [
      'a model of AI SDK 6 of a known package',
      { ...model, specificationVersion: 'v3', provider: 'fal.video' },
      /@ai-sdk\/fal 3\.0\.41/,
    ],
    [
      'a model of a package with a dash',
      { ...model, specificationVersion: 'v3', provider: 'black-forest-labs.video' },
      /@ai-sdk\/black-forest-labs 2/,
    ],
    ['a model that only generates', generateOnly, /doGenerate only.*doStart and doStatus/],
    ['the id of a model', 'fal-ai/veo3.1', /is a text.*gateway\.video/],
    ['nothing', undefined, /no video model/],
  ])('%s', (_, wrong, message) => {
    expect(start({ models: [{ ...offer, model: wrong }] })).toThrow(message)
  })

  it.each([
    ['no models', { models: [] }, /at least one model/],
    ['a misspelt option', { modles: [] }, /no option modles/],
    ['a misspelt option of a model', { models: [{ ...offer, lastFrame: true }] }, /models\[0\].*lastFrame/],
    ['an id twice', { models: [offer, offer] }, /"one" twice/],
    ['no sizes', { models: [{ ...offer, sizes: [] }] }, /sizes/],
    ['a size that is none', { models: [{ ...offer, sizes: ['720p'] }] }, /sizes/],
    ['a length that is none', { models: [{ ...offer, seconds: ['0'] }] }, /seconds/],
    [
      'a last frame without a first',
      { models: [{ ...offer, last_frame: true }] },
      /last_frame without input_reference/,
    ],
    [
      'a negative prompt that would be lost',
      { models: [{ ...offer, negative_prompt: { max_length: 9 } }] },
      /negative_prompt.*callOptions/,
    ],
    [
      'parameters that would be lost',
      { models: [{ ...offer, parameters: [{ name: 'a', label: 'A', type: 'boolean' }] }] },
      /parameters.*callOptions/,
    ],
    [
      'a shape of another size',
      { models: [{ ...offer, shapes: [{ size: '1x1', aspect_ratio: '1:1', resolution: '1p' }] }] },
      /shape of 1x1/,
    ],
    ['a price of another size', { models: [{ ...offer, prices: { '1080p': 1 } }] }, /price for 1080p/],
    ['a price that is none', { models: [{ ...offer, prices: { '720p': '1' } }] }, /price/],
    ['a key that is not set', { secrets: [undefined] }, /no key as secrets\[0\]/],
    ['an empty key', { secrets: ['a-key', ' '] }, /no key as secrets\[1\]/],
    ['a key with a line break', { secrets: ['key\n'] }, /white space/],
    ['keys left out', { secrets: undefined }, /secrets/],
  ])('%s', (_, options, message) => {
    expect(start(options)).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: expect.stringMatching(message) }),
    )
  })

  it('nothing else: the offer has its defaults', () => {
    expect(start({})().capabilities).toEqual({
      models: [
        {
          id: 'one',
          label: 'one',
          description: '',
          sizes: ['1280x720'],
          seconds: ['8'],
          input_reference: false,
          operations: [],
        },
      ],
      cancellation: 'continues',
      currency: 'USD',
    })
  })
})
