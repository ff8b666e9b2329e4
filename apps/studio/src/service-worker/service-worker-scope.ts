// The part of a service worker's global scope that is used here. TypeScript declares it in its library "webworker",
// which conflicts
// with "dom" in the same program: https://www.typescriptlang.org/tsconfig/#lib

interface ExtendableEvent extends Event {
  /** Keeps the worker alive until the promise settles. */
  waitUntil(done: Promise<unknown>): void
}

interface WorkerMessageEvent extends ExtendableEvent {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

interface WorkerFetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Response | Promise<Response>): void
}

/** A page of the worker's origin. */
interface WindowClient {
  readonly url: string
  postMessage(message: unknown, transfer: Transferable[]): void
}

/** The global scope (`self`) of a service worker. */
export interface ServiceWorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'message', listener: (event: WorkerMessageEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: WorkerFetchEvent) => void): void
}
