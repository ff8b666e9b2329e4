import type { ForwardedRequest, ReaderMessage, ResponseMessage } from './http-messages'

/** A request whose body is read, so that it can be sent again. */
export interface ReadRequest extends ForwardedRequest {
  /** Aborts when the page does not wait any more. */
  signal: AbortSignal
}

export const readRequest = async (request: Request): Promise<ReadRequest> => ({
  url: request.url,
  method: request.method,
  headers: [...request.headers],
  body: ['GET', 'HEAD'].includes(request.method) ? null : await request.arrayBuffer(),
  signal: request.signal,
})

/**
 * Sends a request to the server behind a port, and resolves with its response, whose body is read chunk by chunk.
 *
 * @param lost aborts when the server is gone
 */
export function fetchByPort(port: MessagePort, request: ReadRequest, lost: AbortSignal): Promise<Response> {
  const { signal, ...forwarded } = request
  const { port1: reader, port2 } = new MessageChannel()
  const send = (message: ReaderMessage) => reader.postMessage(message, [])
  return new Promise((resolve, reject) => {
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined
    const end = (): void => {
      lost.removeEventListener('abort', fail)
      signal.removeEventListener('abort', cancel)
      reader.close()
    }
    const fail = (): void => {
      const error = new TypeError('The server is gone.')
      reject(error)
      stream?.error(error)
      end()
    }
    const cancel = (): void => {
      send('cancel')
      reject(signal.reason)
      end()
    }
    reader.addEventListener('message', ({ data }: MessageEvent<ResponseMessage>) => {
      switch (data.type) {
        case 'head': {
          const body = data.hasBody
            ? new ReadableStream<Uint8Array>(
                {
                  start: (controller) => void (stream = controller),
                  pull: () => send('pull'),
                  cancel,
                },
                { highWaterMark: 0 },
              )
            : null
          if (!body) end()
          return resolve(new Response(body, { status: data.status, headers: data.headers }))
        }
        case 'chunk':
          return stream?.enqueue(data.bytes)
        case 'end':
          stream?.close()
          return end()
        case 'error':
          return fail()
      }
    })
    reader.start()
    lost.addEventListener('abort', fail)
    signal.addEventListener('abort', cancel)
    port.postMessage(forwarded satisfies ForwardedRequest, [port2])
  })
}
