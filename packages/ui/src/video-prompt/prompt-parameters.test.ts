import type { ModelParameter } from '@dailies/core'
import { expect, it } from 'vitest'
import { resolveParameters } from './prompt-parameters'

const label = 'A label'
const parameters: ModelParameter[] = [
  { name: 'fps', label, type: 'integer', default: 16 },
  { name: 'scale', label, type: 'number' },
  { name: 'loop', label, type: 'boolean' },
  { name: 'avoid', label, type: 'string' },
  { name: 'camera', label, type: 'choice', options: [{ value: 'pan', label: 'Pan' }], default: 'pan' },
]

it('keeps usable values, and replaces the others by the default if there is one', () => {
  expect(resolveParameters(parameters, {})).toEqual({ fps: 16, camera: 'pan' })
  const set = { fps: 30, scale: 0, loop: false, avoid: '', camera: 'pan' }
  expect(resolveParameters(parameters, set)).toEqual(set)
  const unusable = { fps: '30', scale: 'big', loop: 'yes', avoid: 3, camera: 'zoom', unknown: 1 }
  expect(resolveParameters(parameters, unusable)).toEqual({ fps: 16, camera: 'pan' })
  expect(resolveParameters(undefined, set)).toEqual({})
})
