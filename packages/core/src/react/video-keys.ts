/** All cache keys. Each provider has its own cache, so the keys do not include the base URL. */
export const videoKeys = {
  /** One copy of each video. */
  video: (id: string): string => `video ${id}`,
  /** The connection status of a video. */
  connection: (id: string): string => `connection ${id}`,
  /** The ids of a list, in order. */
  library: (order: 'asc' | 'desc', pageSize: number): string => `library ${order} ${pageSize}`,
  /** The ids of the running jobs. */
  jobs: 'jobs',
  capabilities: 'capabilities',
} as const
