import { Agent, get } from 'node:http'

/** Told by the parent: where to read, as whom, and how many times at once. */
interface Reading {
  url: string
  headers: Record<string, string>
  count: number
}

// A process of its own, so that its memory is not taken for the server's.
process.on('message', ({ url, headers, count }: Reading) => {
  const agent = new Agent({ maxSockets: Infinity })
  let open = 0
  let received = 0
  for (let index = 0; index < count; index += 1) {
    get(url, { agent, headers }, (response) => {
      open += 1
      if (open === count) process.send?.({ open })
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        if (!text.includes('event: video')) return
        received += 1
        if (received === count) process.send?.({ received })
      })
    })
  }
})
