export { memoryArchive } from './archive/memory-archive'
export { memoryStore } from './store/memory'
