import { expect, it } from 'vitest'
import { EventStream } from './event-stream'

it('an event stream goes on writing to a sink that takes the next text before a write returns', async () => {
  const written: string[] = []
  const stream = new EventStream(
    { afterSeq: 7, hasMissed: false },
    { read: async () => [], toEvent: () => '', onConnect: () => undefined, onEnd: () => undefined },
  )
  stream.connect({
    write: (text) => {
      written.push(text)
      stream.resume()
      return false
    },
    end: () => undefined,
  })
  stream.resume()
  stream.heartbeat()
  await expect.poll(() => written).toEqual(['retry: 2000\nid: 7\n\n', ': heartbeat\n\n'])
})
