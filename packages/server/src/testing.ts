/**
 * Conformance test suites for custom stores and archives. Needs `vitest` 4.
 *
 * @packageDocumentation
 */
export { archiveSuite } from './testing/archive-suite'
export { storeSuite } from './testing/store-suite'
export type { SharedRows } from './testing/store-suite'
