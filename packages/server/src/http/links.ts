import type { Job } from '../store/job'
import { contentLink } from './to-video'
import type { ContentLink } from './to-video'

/** The content URLs: plain, or signed so that they need no authentication header. */
export interface Links {
  to(mount: string): ContentLink
  /** Whether a URL has a signature, valid or not. */
  isSigned(url: URL): boolean
  /**
   * Verifies a signed URL.
   * @throws VideoError `forbidden` if it has expired, or the signature is not of this file and owner
   */
  check(url: URL, job: Pick<Job, 'owner' | 'video'> | null): void
}

export const plainLinks: Links = { to: contentLink, isSigned: () => false, check: () => undefined }
