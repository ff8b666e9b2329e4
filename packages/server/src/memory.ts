/**
 * An archive in memory, for tests.
 *
 * @packageDocumentation
 */
export { memoryArchive } from './archive/memory-archive'
export { memoryStore } from './store/memory'
