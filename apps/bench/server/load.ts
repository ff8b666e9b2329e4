import { Agent, get } from 'node:http'

/** Told by the parent: what is asked, and for how long. */
interface Load {
  url: string
  headers: Record<string, string>
  connections: number
  milliseconds: number
}

// A process of its own, so that asking does not take turns with answering.
process.once('message', ({ url, headers, connections, milliseconds }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      get(url, { agent, headers }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      }).on('error', reject)
    })

  async function askUntil(end: number): Promise<number> {
    let count = 0
    while (performance.now() < end) {
      const status = await ask()
      if (status !== 200) throw new Error(`${url} answered ${status}.`)
      count += 1
    }
    return count
  }

  const end = performance.now() + milliseconds
  void Promise.all(Array.from({ length: connections }, () => askUntil(end))).then((counts) => {
    process.send?.({ rate: counts.reduce((sum, count) => sum + count, 0) / (milliseconds / 1_000) })
    process.disconnect()
    agent.destroy()
  })
})
