import type { ModelParameter, ParameterValue } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { checkParameters, resolveParameters } from './resolve-parameters'

const label = 'A label'
const fps: ModelParameter = { name: 'fps', label, type: 'integer', minimum: 8, maximum: 30, default: 24 }
const scale: ModelParameter = { name: 'scale', label, type: 'number', minimum: 0.5 }
const loop: ModelParameter = { name: 'loop', label, type: 'boolean', default: false }
const avoid: ModelParameter = { name: 'avoid', label, type: 'string', max_length: 5 }
const camera: ModelParameter = {
  name: 'camera',
  label,
  type: 'choice',
  options: [
    { value: 'still', label: 'Still' },
    { value: 'pan', label: 'Pan' },
  ],
}
const model = { label: 'Reel', parameters: [fps, scale, loop, avoid, camera] }

describe('the parameters of a request', () => {
  it('get the declared defaults, and only those', () => {
    expect(resolveParameters(model)).toEqual({ fps: 24, loop: false })
    expect(resolveParameters({ label: 'Reel', parameters: [scale] })).toBeUndefined()
    expect(resolveParameters(undefined)).toBeUndefined()
  })

  it.each<[string, ParameterValue, ParameterValue]>([
    ['fps', 8, 8],
    ['fps', '30', 30],
    ['scale', 0.5, 0.5],
    ['scale', '7e1', 70],
    ['loop', 'true', true],
    ['loop', false, false],
    ['avoid', '', ''],
    ['avoid', '😀😀😀😀😀', '😀😀😀😀😀'],
    ['camera', 'pan', 'pan'],
  ])('accept %s: %j, also as a form sends it', (name, value, expected) => {
    expect(resolveParameters(model, { [name]: value })?.[name]).toBe(expected)
  })

  it.each<[string, ParameterValue]>([
    ['fps', 7],
    ['fps', 31],
    ['fps', 24.5],
    ['fps', ''],
    ['fps', ' '],
    ['fps', 'fast'],
    ['fps', true],
    ['fps', Number.NaN],
    ['fps', Infinity],
    ['scale', 0.4],
    ['loop', 'yes'],
    ['loop', 1],
    ['avoid', 'people'],
    ['avoid', 5],
    ['camera', 'zoom'],
    ['camera', ''],
    ['unknown', 1],
    ['constructor', 'x'],
    ['__proto__', 'x'],
  ])('reject %s: %j, and name it', (name, value) => {
    const values = Object.fromEntries([[name, value]])
    expect(() => resolveParameters(model, values)).toThrow(
      expect.objectContaining({ code: 'invalid_request', param: `parameters.${name}` }),
    )
  })

  it('say what the model has', () => {
    expect(() => resolveParameters(model, { seed: 1 })).toThrow('It has fps, scale, loop, avoid, camera.')
    expect(() => resolveParameters({ label: 'Reel' }, { seed: 1 })).toThrow('Reel has no parameters.')
    expect(() => resolveParameters(model, { fps: 7 })).toThrow(
      'A label must be a whole number from 8 to 30, but it is 7',
    )
  })
})

describe('the declaration of a parameter', () => {
  it('is accepted if it is complete', () => {
    expect(() => checkParameters({ id: 'reel', ...model })).not.toThrow()
    expect(() => checkParameters({ id: 'reel' })).not.toThrow()
  })

  it.each<[string, ModelParameter[], RegExp]>([
    ['a name that is no identifier', [{ ...fps, name: 'Frames per second' }], /lower-case letters/],
    ['the name of a common field', [{ ...fps, name: 'seconds' }], /common field/],
    ['the same name twice', [fps, fps], /declared twice/],
    ['no label', [{ ...fps, label: '' }], /label/],
    ['an unknown type', [{ ...fps, type: 'float' } as never], /"float"/],
    ['bounds that exclude everything', [{ ...fps, minimum: 31 }], /above its maximum/],
    ['bounds that are no numbers', [{ ...fps, minimum: Number.NaN }], /above its maximum/],
    ['a default outside its bounds', [{ ...fps, default: 60 }], /default that it does not allow/],
    ['a default of another type', [{ ...fps, default: '24' } as never], /default of another type/],
    ['no option', [{ ...camera, options: [] } as never], /at least one option/],
  ])('is refused at start with %s', (_, parameters, message) => {
    expect(() => checkParameters({ id: 'reel', parameters })).toThrow(message)
  })
})
