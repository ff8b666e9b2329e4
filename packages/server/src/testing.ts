/**
 * Conformance test suites for custom upstreams, stores and archives. Needs `vitest` 4.
 *
 * @packageDocumentation
 */
export { archiveSuite } from './testing/archive-suite'
export { storeSuite } from './testing/store-suite'
export type { SharedRows } from './testing/store-suite'
export { upstreamSuite } from './testing/upstream-suite'
export type { UpstreamFault, UpstreamTestBed } from './testing/upstream-suite'
