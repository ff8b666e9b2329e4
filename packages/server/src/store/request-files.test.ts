import { expect, it } from 'vitest'
import { filesOf, withFiles, withoutFiles } from './request-files'

const file = (text: string) => new Blob([text])

it('takes every file out of a request and puts it back where it was', () => {
  const [first, last, one, two] = ['first', 'last', 'one', 'two'].map(file) as [Blob, Blob, Blob, Blob]
  const request = {
    prompt: 'A lamp.',
    last_frame: last,
    input_references: [one, two],
    seed: 7,
    tags: ['a', 'b'],
    input_reference: first,
    model: undefined,
  }
  const files = filesOf(request)
  expect(files.map(({ name }) => name)).toEqual([
    'input_reference',
    'input_references.0',
    'input_references.1',
    'last_frame',
  ])
  const rest = withoutFiles(request)
  expect(rest).toEqual({ prompt: 'A lamp.', seed: 7, tags: ['a', 'b'], model: undefined })
  const restored = withFiles(rest, files)
  expect(restored).toEqual(request)
  expect((restored as typeof request).input_references).toEqual([one, two])
  expect(filesOf({ prompt: 'A lamp.' })).toEqual([])
})
