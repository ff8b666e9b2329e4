/**
 * The platform's `fetch`, called with a Request and the signal beside it. A signal that travels only inside a Request is
 * lost when that Request is garbage-collected, because `fetch` makes a Request of its own, which follows the first one
 * weakly. A function of one argument still works, but does not abort.
 */
export type Fetch = (input: Request, init?: RequestInit) => Promise<Response>

/** Calls `fetch` with the signal as its own argument. */
export const fetchWithSignal = (fetch: Fetch, url: string | URL, { signal, ...init }: RequestInit): Promise<Response> =>
  fetch(new Request(url, init), signal ? { signal } : {})
