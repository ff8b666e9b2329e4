// The part of a service worker's global scope that is used here. TypeScript has it in its library "webworker", which cannot
// stand beside "dom" in one program: https://www.typescriptlang.org/tsconfig/#lib

interface WaitingEvent extends Event {
  /** Keeps the worker alive until then. */
  waitUntil(done: Promise<unknown>): void
}

interface WorkerMessageEvent extends WaitingEvent {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

interface WorkerFetchEvent extends WaitingEvent {
  readonly request: Request
  respondWith(response: Response | Promise<Response>): void
}

/** What a service worker finds as `self`. */
export interface ServiceWorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void
  addEventListener(type: 'message', listener: (event: WorkerMessageEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: WorkerFetchEvent) => void): void
}
