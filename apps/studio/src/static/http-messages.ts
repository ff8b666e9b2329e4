/** A request as the service worker passes it on, with a port for its response. */
export interface ForwardedRequest {
  url: string
  method: string
  headers: [name: string, value: string][]
  body: ArrayBuffer | null
}

/** From the server to the service worker: first the head, then a chunk for each `pull`. */
export type ResponseMessage =
  | { type: 'head'; status: number; headers: [name: string, value: string][]; hasBody: boolean }
  | { type: 'chunk'; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'end' }
  | { type: 'error'; message: string }

/** From the service worker to the server: the reader wants the next chunk, or has left. */
export type ReaderMessage = 'pull' | 'cancel'
