/**
 * What every store and every archive promises, as tests to run against one of your own. Needs `vitest` 4.
 *
 * @packageDocumentation
 */
export { archiveSuite } from './testing/archive-suite'
export { storeSuite } from './testing/store-suite'
export type { SharedRows } from './testing/store-suite'
