/**
 * Conformance tests to run against your own store or archive. Needs `vitest` 4.
 *
 * @packageDocumentation
 */
export { archiveSuite } from './testing/archive-suite'
export { storeSuite } from './testing/store-suite'
export type { SharedRows } from './testing/store-suite'
