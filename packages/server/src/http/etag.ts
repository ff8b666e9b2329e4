/** Whether an `If-None-Match` has this ETag. Weak comparison, as RFC 9110 section 13.1.2 requires. */
export const etagMatches = (header: string | null, etag: string): boolean =>
  header !== null && header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
