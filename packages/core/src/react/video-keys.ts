/** Every key of the cache. A provider has a cache of its own, so the base URL need not be in them. */
export const videoKeys = {
  /** One copy of each video. */
  video: (id: string): string => `video ${id}`,
  /** Whether it can still be heard. */
  connection: (id: string): string => `link ${id}`,
  /** The ids of a list, in order. */
  library: (order: 'asc' | 'desc', pageSize: number): string => `library ${order} ${pageSize}`,
  /** The ids of the jobs that run. */
  jobs: 'jobs',
  capabilities: 'capabilities',
} as const
