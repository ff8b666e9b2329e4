import type { Job } from './store/job'
import { contentLink } from './to-video'
import type { ContentLink } from './to-video'

/** The URLs of files: plain, or signed so that they need no header. */
export interface Links {
  to(mount: string): ContentLink
  /** Whether a URL claims to be signed. */
  isSigned(url: URL): boolean
  /** @throws VideoError `forbidden` where the signature is not of this file, this owner and a time to come */
  check(url: URL, job: Pick<Job, 'owner' | 'video'> | null): void
}

export const plainLinks: Links = { to: contentLink, isSigned: () => false, check: () => undefined }
