/**
 * A store and an archive in memory, for tests and for trying things: a restart forgets both.
 *
 * @packageDocumentation
 */
export { memoryArchive } from './archive/memory-archive'
export { memoryStore } from './store/memory'
