/**
 * A store and an archive in memory, for tests and first steps: a restart loses the content of both.
 *
 * @packageDocumentation
 */
export { memoryArchive } from './archive/memory-archive'
export { memoryStore } from './store/memory'
