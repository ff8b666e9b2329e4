/**
 * The path and the query of a request. A `Request` has its URL normalized, so the path is read as it is: parsing the URL
 * again takes longer than matching the route, and most requests have no query.
 */
export class RequestURL {
  readonly pathname: string
  readonly #query: string
  #searchParams: URLSearchParams | undefined

  constructor({ url }: Pick<Request, 'url'>) {
    const fragment = url.indexOf('#')
    const sent = fragment < 0 ? url : url.slice(0, fragment)
    const start = sent.indexOf('/', sent.indexOf('://') + 3)
    const query = sent.indexOf('?', start)
    this.pathname = sent.slice(start, query < 0 ? undefined : query)
    this.#query = query < 0 ? '' : sent.slice(query)
  }

  get searchParams(): URLSearchParams {
    return (this.#searchParams ??= new URLSearchParams(this.#query))
  }
}
