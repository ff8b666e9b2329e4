import { createDocument } from '../../http/openapi/document'
import { createChecker } from './checker'
import type { OpenAPI } from './document'

/** What an event looks like does not depend on what else the server has. */
const features = {
  events: true,
  sharing: false,
  signedURLs: false,
  remix: false,
  edit: false,
  extend: false,
  redirects: false,
  credits: false,
  crossOrigin: false,
  webhook: 'none',
  callbacks: false,
  maxReferenceImageBytes: 1,
  maxUploadedVideoBytes: undefined,
} as const

const checker = createChecker({ ...createDocument(features, '') } as unknown as OpenAPI)

/** @throws Error if the OpenAPI document does not describe this event of a stream */
export function checkEvent(event: string, data: unknown): void {
  const problems = checker.answer('VideoEvent', { event, data })
  if (problems.length > 0) throw new Error(`The OpenAPI document does not describe this event.\n${problems.join('\n')}`)
}
