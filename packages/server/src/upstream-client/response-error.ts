/** A response of the upstream with an error status, whose body was read. */
export class ResponseError extends Error {
  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The headers of the response. */
    readonly headers: Headers,
    /** The JSON of the body, or `{ message }` with its text. */
    readonly body: unknown,
    cause?: unknown,
  ) {
    super(`The upstream responded with ${status}.`, cause === undefined ? undefined : { cause })
  }
}
