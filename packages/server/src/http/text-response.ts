/** The status and headers of a text. */
export interface TextInit {
  status: number
  headers: Record<string, string>
}

/** A response that keeps its text, so that the Node adapter can send it without reading the stream. */
export class TextResponse extends Response {
  constructor(
    readonly written: string,
    init: ResponseInit,
  ) {
    super(written, init)
  }
}

/**
 * The same for an adapter that sends the text: the stream and the headers of a `Response` cost more than the rest of a
 * read, so they are made only if something reads them, such as a wrapper of `fetch`. Other runtimes read the body of a
 * response from inside, so it is made only for an adapter that says so (`FetchContext.sendsText`).
 */
export class UnreadTextResponse extends Response {
  readonly #init: TextInit
  #made: Response | undefined

  constructor(
    readonly written: string,
    init: TextInit,
  ) {
    super(null, { status: init.status })
    this.#init = init
  }

  /** The headers while nothing has read or changed them. */
  get unreadHeaders(): Record<string, string> | undefined {
    return this.#made ? undefined : this.#init.headers
  }

  get #response(): Response {
    return (this.#made ??= new Response(this.written, this.#init))
  }
  override get headers(): Headers {
    return this.#response.headers
  }
  override get body(): Response['body'] {
    return this.#response.body
  }
  override get bodyUsed(): boolean {
    return this.#made?.bodyUsed ?? false
  }
  override clone(): Response {
    return this.#response.clone()
  }
  override text(): Promise<string> {
    return this.#response.text()
  }
  override json(): Promise<unknown> {
    return this.#response.json()
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#response.arrayBuffer()
  }
  override blob(): Promise<Blob> {
    return this.#response.blob()
  }
  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#response.bytes()
  }
  override formData(): Promise<FormData> {
    return this.#response.formData()
  }
}
