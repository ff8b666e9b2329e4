import type { ServerContext } from '../../server-context'
import type { Origins } from '../origin'

/** The settings of the server that say which parts of the API it has. */
export interface Settings {
  events: boolean
  sharing: boolean
  signedURLs: boolean
  origins: Origins
  maxReferenceImageBytes: number
  /** Undefined if uploaded videos are not accepted. */
  maxUploadedVideoBytes: number | undefined
}

/** Which parts of the API a mount has; the document has no others. */
export interface Features extends Omit<Settings, 'origins'> {
  remix: boolean
  edit: boolean
  extend: boolean
  /** Whether files are redirected to presigned URLs of the archive. */
  redirects: boolean
  credits: boolean
  /** Whether pages of other origins may call the API. */
  crossOrigin: boolean
  /** Whether upstreams send webhooks, and whether to the path without an id, too. */
  webhook: 'none' | 'by id' | 'any path'
  callbacks: boolean
}

/** With an upstream per tenant, what they can do is not known, so the document has it all. */
export function featuresOf(
  { upstreams: { fixed }, archiving, credits, callbacks }: ServerContext,
  { origins, ...settings }: Settings,
): Features {
  const has = (name: 'remix' | 'edit' | 'extend' | 'verifyWebhook'): boolean =>
    fixed?.upstreams.some((upstream) => upstream[name] !== undefined) ?? true
  return {
    ...settings,
    remix: has('remix'),
    edit: has('edit'),
    extend: has('extend'),
    redirects: archiving?.archive.redirect !== undefined,
    credits: credits !== undefined,
    crossOrigin: origins.trusted.size > 0,
    webhook: !has('verifyWebhook') ? 'none' : fixed?.upstreams.length === 1 ? 'any path' : 'by id',
    callbacks: callbacks !== undefined,
  }
}
