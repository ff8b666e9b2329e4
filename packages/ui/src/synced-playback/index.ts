export type { SyncedPlayback } from './synced-playback'
export { useSyncedPlayback } from './use-synced-playback'
