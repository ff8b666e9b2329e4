import type { ForwardedRequest, ReaderMessage, ResponseMessage } from './http-messages'

/** Answers the requests that arrive at a port. */
export function servePort(port: MessagePort, fetch: (request: Request) => Promise<Response>): void {
  port.addEventListener('message', ({ data, ports: [reply] }: MessageEvent<ForwardedRequest>) => {
    if (reply) void serve(data, reply, fetch)
  })
  port.start()
}

async function serve(
  { url, ...init }: ForwardedRequest,
  reply: MessagePort,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const send = (message: ResponseMessage, transfer: Transferable[] = []) => reply.postMessage(message, transfer)
  const leaving = new AbortController()
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined

  const sendChunk = async (): Promise<void> => {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return send({ type: 'end' })
    // A copy: the chunk may be a view of bytes that the server keeps.
    const bytes = value.slice()
    send({ type: 'chunk', bytes }, [bytes.buffer])
  }
  const fail = (error: unknown): void =>
    send({ type: 'error', message: error instanceof Error ? error.message : String(error) })

  reply.addEventListener('message', ({ data }: MessageEvent<ReaderMessage>) => {
    if (data === 'pull') return void sendChunk().catch(fail)
    leaving.abort()
    reader?.cancel().catch(() => undefined)
    return reply.close()
  })
  reply.start()
  try {
    const { status, headers, body } = await fetch(new Request(url, { ...init, signal: leaving.signal }))
    reader = body?.getReader()
    send({ type: 'head', status, headers: [...headers], hasBody: reader !== undefined })
  } catch (error) {
    fail(error)
  }
}
