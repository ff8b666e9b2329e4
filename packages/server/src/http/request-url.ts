/** A URL that parsing does not change, as nearly all are: its path, and its query. No segment begins with a dot. */
const plainURL = /^https?:\/\/[\w.:[\]-]+((?:\/[\w-][\w.-]*)+)(\?[^#]*)?$/

/**
 * The path and the query of a request, as `new URL` has them. A plain URL is not parsed again, because that takes longer
 * than matching the route. Not every runtime normalizes the URL of a `Request`: Deno joins the host and the path as sent.
 */
export class RequestURL {
  readonly pathname: string
  readonly #query: string
  #searchParams: URLSearchParams | undefined

  constructor({ url }: Pick<Request, 'url'>) {
    const plain = plainURL.exec(url)
    if (plain) {
      this.pathname = plain[1] ?? ''
      this.#query = plain[2] ?? ''
    } else {
      const { pathname, search } = new URL(url)
      this.pathname = pathname
      this.#query = search
    }
  }

  get searchParams(): URLSearchParams {
    return (this.#searchParams ??= new URLSearchParams(this.#query))
  }
}
