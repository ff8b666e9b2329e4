import { filesOf, withoutFiles } from '../store/request-files'
import type { Json } from '../upstream/upstream'
import { canonical, digest } from './digest'
import type { CreateRequest } from './create-request'

/**
 * A digest of a request as its owner sent it, with every byte of every file in order, to detect an `Idempotency-Key`
 * that is reused with another request.
 */
export async function fingerprintOf({
  operation,
  request,
  metadata,
  sourceId,
  uploadedVideo,
}: CreateRequest): Promise<string> {
  const files = filesOf({ ...request, video: uploadedVideo?.file })
  const digests = files.map(async ({ name, file }) => [name, await digest(new Uint8Array(await file.arrayBuffer()))])
  const parts = {
    operation,
    fields: withoutFiles(request),
    metadata,
    source: sourceId,
    files: await Promise.all(digests),
  }
  // As JSON, so that a field that is undefined is the same as one that is not set.
  return digest(canonical(JSON.parse(JSON.stringify(parts)) as Json))
}
