import { describe, expect, it } from 'vitest'
import type { ModelCapabilities } from './capabilities'
import { cancellationOf, operationsOf } from './model-operations'

const base = { label: '', description: '', sizes: [], seconds: [], input_reference: false }
const models: ModelCapabilities[] = [
  { ...base, id: 'own', operations: ['cancel'], cancellation: 'cancels' },
  { ...base, id: 'none', operations: [] },
  { ...base, id: 'plain' },
]
const capabilities = {
  models,
  operations: { remix: true, edit: false, extend: true },
  cancellation: 'continues',
} as const

describe('the operations and the cancellation of a model', () => {
  it.each([
    ['own', ['cancel'], 'cancels'],
    ['none', [], 'continues'],
    ['plain', ['remix', 'extend'], 'continues'],
    ['no longer offered', ['remix', 'extend'], 'continues'],
  ])('%s', (id, operations, cancellation) => {
    expect(operationsOf(capabilities, id)).toEqual(operations)
    expect(cancellationOf(capabilities, id)).toBe(cancellation)
  })

  it('are not known before the capabilities are', () => {
    expect(operationsOf(undefined, 'own')).toEqual([])
    expect(cancellationOf(undefined, 'own')).toBe('unknown')
  })
})
