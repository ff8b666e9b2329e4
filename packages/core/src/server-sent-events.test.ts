import { assert, array, constantFrom, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import type { ServerSentEvent } from './server-sent-events'
import { createEventParser } from './server-sent-events'

const parse = (...pieces: string[]): ServerSentEvent[] => {
  const events: ServerSentEvent[] = []
  const take = createEventParser((event) => events.push(event))
  for (const piece of pieces) take(piece)
  return events
}

it('an event has a name, data and the id to resume behind', () => {
  expect(parse('id: 7\nevent: video\ndata: {"a":1}\n\n')).toEqual([{ name: 'video', data: '{"a":1}', id: '7' }])
})

it('comments, unknown fields and events without data are dropped', () => {
  expect(parse(': beat\n\nretry: 5\n\nevent: video\n\ndata:x\n\n')).toEqual([
    { name: 'message', data: 'x', id: undefined },
  ])
})

it('an id without an event tells where to resume', () => {
  const ids: string[] = []
  createEventParser(
    () => {},
    (id) => ids.push(id),
  )('retry: 2000\nid: 7\n\n')
  expect(ids).toEqual(['7'])
})

it('data of several lines is joined, and the id holds until the next', () => {
  expect(parse('id: 1\ndata: a\ndata: b\n\ndata: c\n\n')).toEqual([
    { name: 'message', data: 'a\nb', id: '1' },
    { name: 'message', data: 'c', id: '1' },
  ])
})

it('an event cut off by the end of the stream was never sent', () => {
  expect(parse('data: half')).toEqual([])
})

it('where the pieces are cut and how lines end makes no difference', () => {
  const text = 'id: 1\nevent: video\ndata: one\n\n: beat\n\ndata: two\ndata: lines\n\n'
  assert(
    property(constantFrom('\n', '\r\n', '\r'), array(integer({ min: 1, max: 9 })), (end, sizes) => {
      const pieces: string[] = []
      let rest = text.replaceAll('\n', end)
      for (const size of sizes) {
        pieces.push(rest.slice(0, size))
        rest = rest.slice(size)
      }
      // A last piece of no length would leave a lone CR waiting for its LF.
      expect(parse(...pieces, rest, '\n')).toEqual(parse(text))
    }),
  )
})
