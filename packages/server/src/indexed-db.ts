/**
 * A store and an archive in the IndexedDB of a browser, for a video server in a worker of a page.
 *
 * @packageDocumentation
 */
export { indexedDbArchive } from './indexed-db/indexed-db-archive'
export type { IndexedDbArchiveOptions } from './indexed-db/indexed-db-archive'
export { indexedDbStore } from './indexed-db/indexed-db-store'
export type { IndexedDbStoreOptions } from './indexed-db/indexed-db-store'
