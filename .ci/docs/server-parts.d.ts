export { createVideoServer } from '@dailies/server'
export { memoryStore } from '@dailies/server/memory'
import type { Upstream, VideoServer } from '@dailies/server'

export declare const upstream: Upstream
export declare const videos: VideoServer
