import { Agent, get } from 'node:http'

/** Message of the parent process: the URL, its headers, and the number of streams to open. */
interface StreamOptions {
  url: string
  headers: Record<string, string>
  count: number
}

// A separate process, so that its memory is not counted as the server's.
process.on('message', ({ url, headers, count }: StreamOptions) => {
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
