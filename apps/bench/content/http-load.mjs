import net from 'node:net'

/**
 * Sends a GET over a raw socket and discards the response; resolves with its bytes and the time to its first byte in
 * milliseconds.
 */
export const drain = (port, url, headers = {}) =>
  new Promise((resolve, reject) => {
    const socket = net.connect({
      port,
      host: '127.0.0.1',
      // One fixed buffer: no allocation per chunk, because the bytes are only counted.
      onread: {
        buffer: Buffer.allocUnsafe(1024 * 1024),
        callback: (length) => {
          firstByte ??= performance.now() - started
          total += length
          return true
        },
      },
    })
    const started = performance.now()
    let total = 0
    let firstByte
    const lines = Object.entries({ host: 'bench', connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    socket.write(`GET ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    socket.on('error', reject)
    socket.on('close', () => resolve({ total, firstByte }))
  })

/** Measures how many seconds it takes until all concurrent clients have received the whole file. */
export async function secondsToSend(port, url, clients, length) {
  const started = performance.now()
  const results = await Promise.all(Array.from({ length: clients }, () => drain(port, url)))
  const seconds = (performance.now() - started) / 1000
  for (const { total } of results)
    if (total < length) throw new Error(`Only ${total} of ${length} bytes arrived from ${url}.`)
  return seconds
}

/** Measures the median time to first byte of range requests in the middle of the video, in milliseconds. */
export async function firstByteOfRange(port, url, length, count = 60) {
  const times = []
  for (let index = 0; index < count; index += 1) {
    const start = Math.floor(length / 2) + index * 1000
    const { firstByte } = await drain(port, url, { range: `bytes=${start}-${start + 99_999}` })
    times.push(firstByte)
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)]
}
