import { expect, it } from 'vitest'
import { describeIntent, fingerprintOf } from './intent'

const file = (content: string) => new Blob([content], { type: 'image/png' })
const withReferences = (...files: Blob[]) => ({
  operation: 'create',
  fields: { prompt: 'A fox', input_references: files },
  intentId: undefined,
})

it('the fingerprint depends on the contents and the order of the files in a list', async () => {
  const fingerprint = (...contents: string[]) => fingerprintOf(withReferences(...contents.map(file)))
  const fox = await fingerprint('fox', 'den')
  expect(await fingerprint('fox', 'den')).toBe(fox)
  expect(await fingerprint('fox', 'snow')).not.toBe(fox)
  expect(await fingerprint('den', 'fox')).not.toBe(fox)
  expect(await fingerprint('fox')).not.toBe(fox)
})

it('within a page, the same file objects in a list are one intent', () => {
  const [fox, den] = [file('fox'), file('den')]
  expect(describeIntent(withReferences(fox, den))).toBe(describeIntent(withReferences(fox, den)))
  expect(describeIntent(withReferences(fox, den))).not.toBe(describeIntent(withReferences(fox, file('den'))))
})
