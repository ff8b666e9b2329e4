import { assert, array, constantFrom, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import type { ServerSentEvent } from './server-sent-events'
import { createEventParser } from './server-sent-events'

const parse = (...chunks: string[]): ServerSentEvent[] => {
  const events: ServerSentEvent[] = []
  const feed = createEventParser((event) => events.push(event))
  for (const chunk of chunks) feed(chunk)
  return events
}

it('parses the name, data and id of an event', () => {
  expect(parse('id: 7\nevent: video\ndata: {"a":1}\n\n')).toEqual([{ name: 'video', data: '{"a":1}', id: '7' }])
})

it('ignores comments, unknown fields and events without data', () => {
  expect(parse(': heartbeat\n\nretry: 5\n\nevent: video\n\ndata:x\n\n')).toEqual([
    { name: 'message', data: 'x', id: undefined },
  ])
})

it('reports an id without an event', () => {
  const ids: string[] = []
  createEventParser(
    () => {},
    (id) => ids.push(id),
  )('retry: 2000\nid: 7\n\n')
  expect(ids).toEqual(['7'])
})

it('joins multi-line data and keeps the id for later events', () => {
  expect(parse('id: 1\ndata: a\ndata: b\n\ndata: c\n\n')).toEqual([
    { name: 'message', data: 'a\nb', id: '1' },
    { name: 'message', data: 'c', id: '1' },
  ])
})

it('ignores an incomplete event at the end of the stream', () => {
  expect(parse('data: half')).toEqual([])
})

it('parses the same events for any chunk boundaries and line endings', () => {
  const text = 'id: 1\nevent: video\ndata: one\n\n: heartbeat\n\ndata: two\ndata: lines\n\n'
  assert(
    property(constantFrom('\n', '\r\n', '\r'), array(integer({ min: 1, max: 9 })), (end, sizes) => {
      const chunks: string[] = []
      let remaining = text.replaceAll('\n', end)
      for (const size of sizes) {
        chunks.push(remaining.slice(0, size))
        remaining = remaining.slice(size)
      }
      // An empty last chunk would leave a lone CR in the buffer.
      expect(parse(...chunks, remaining, '\n')).toEqual(parse(text))
    }),
  )
})
