import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Responds to a request, or returns false to leave it without a response. */
type Respond = (request: IncomingMessage, response: ServerResponse) => boolean

/** A server that accepts every request and never responds, unless `respond` does. */
export async function openSilentPeer(respond: Respond = () => false): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    respond(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A peer that sends headers and the start of a body, then nothing. */
export const stallAfterHeaders: Respond = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":"up_1",')
  return true
}

/**
 * Collects garbage every 50 ms while work runs, so that whatever only the garbage collector can see is gone. Returns
 * what became of the work, and rejects if it takes longer than `withinMs`.
 */
export async function settleUnderGc(work: Promise<unknown>, withinMs: number): Promise<string> {
  const { gc } = globalThis
  if (!gc) throw new Error('Run this test in the project "gc", which exposes the garbage collector.')
  const collecting = setInterval(() => void gc(), 50)
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Still waiting after ${withinMs} ms.`)), withinMs)
  })
  const settled = work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'rejected'),
  )
  try {
    return await Promise.race([settled, tooLate])
  } finally {
    clearInterval(collecting)
    clearTimeout(timer)
  }
}
