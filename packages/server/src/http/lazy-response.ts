/** The status and headers of a response. */
export interface LazyResponseInit {
  status: number
  headers: Record<string, string>
}

/**
 * A response for an adapter that sends it without reading its stream. The stream and the headers of a `Response` cost
 * more than the rest of a read, so they are made only if something reads them, such as a wrapper of `fetch`. Other
 * runtimes read the body of a response from inside, so one is made only for an adapter that says so
 * (`FetchContext.acceptsLazyResponse`).
 */
export abstract class LazyResponse extends Response {
  readonly #init: LazyResponseInit
  #headers: Headers | undefined
  #body: Response | undefined

  constructor(init: LazyResponseInit) {
    super(null, { status: init.status })
    this.#init = init
  }

  /** Called once, when something reads the body. */
  protected abstract makeBody(): ReadableStream<Uint8Array> | string

  /** The headers while nothing has read or changed them. */
  get unreadHeaders(): Record<string, string> | undefined {
    return this.#headers ? undefined : this.#init.headers
  }
  /** Whether nothing has asked for the body yet. */
  get isBodyUnread(): boolean {
    return this.#body === undefined
  }

  get #response(): Response {
    return (this.#body ??= new Response(this.makeBody(), { status: this.status, headers: this.headers }))
  }
  override get headers(): Headers {
    return (this.#headers ??= new Headers(this.#init.headers))
  }
  override get body(): Response['body'] {
    return this.#response.body
  }
  override get bodyUsed(): boolean {
    return this.#body?.bodyUsed ?? false
  }
  override clone(): Response {
    return new Response(this.#response.clone().body, { status: this.status, headers: this.headers })
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
