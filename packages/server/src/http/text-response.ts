import { LazyResponse } from './lazy-response'
import type { LazyResponseInit } from './lazy-response'

/** A response that keeps its text, so that the Node adapter can send it without reading the stream. */
export class TextResponse extends Response {
  constructor(
    readonly written: string,
    init: ResponseInit,
  ) {
    super(written, init)
  }
}

/** The same for an adapter that sends lazy responses. */
export class LazyTextResponse extends LazyResponse {
  constructor(
    readonly written: string,
    init: LazyResponseInit,
  ) {
    super(init)
  }

  protected override makeBody(): string {
    return this.written
  }
}
