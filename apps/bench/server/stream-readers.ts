import { Agent, get } from 'node:http'

/** Message of the parent process: the URL, the number of streams to open, and how many of them an owner has. */
interface StreamOptions {
  url: string
  count: number
  each: number
}

// A separate process, so that its memory is not counted as the server's.
process.on('message', ({ url, count, each }: StreamOptions) => {
  const agent = new Agent({ maxSockets: Infinity })
  let open = 0
  let received = 0
  for (let index = 0; index < count; index += 1) {
    const headers = { Authorization: `Bearer owner${Math.floor(index / each)}` }
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) throw new Error(`A stream was answered with ${response.statusCode}.`)
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
