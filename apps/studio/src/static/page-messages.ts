/** From a page to the service worker, as calls. */
export type ServiceWorkerMessage =
  /** Controls this page, which was loaded without the worker: by its first visit, or by a hard reload. */
  | { type: 'claim' }
  /** The server of this page answers the requests from now on. */
  | { type: 'serve' }

/** From the service worker to every page: the one whose server answers passes the port on to it, which then posts `ready`. */
export interface ConnectMessage {
  type: 'connect'
}

/** From a page to its server: a call with the port of the renderer, or a `ConnectMessage`. */
export type ServerMessage = { type: 'start'; options: ServerOptions } | ConnectMessage

/** What the server has to know. */
export interface ServerOptions {
  /** Where it is mounted. */
  basePath: string
  /** The beginning of the names of its databases. */
  name: string
  /** How long a job takes, in milliseconds; drawing may take longer. @default 8_000 */
  jobDurationMs?: number
  /** How many bytes of files it keeps; it deletes the oldest videos beyond, but no favorites. @default 200_000_000 */
  maxBytes?: number
}

/** The path of the video server, relative to the page. */
export const apiPath = 'api'
