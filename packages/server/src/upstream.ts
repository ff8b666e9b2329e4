/**
 * Tools for an upstream of your own: HTTP with the key, files from addresses of a response, errors that may be shown, and
 * the classification of what failed.
 *
 * @packageDocumentation
 */
export { createUpstreamClient } from './upstream-client/upstream-client'
export type {
  UpstreamClient,
  UpstreamClientOptions,
  UpstreamCreateRequestOptions,
  UpstreamRequestOptions,
  UpstreamResponse,
} from './upstream-client/upstream-client'
export { createFileClient } from './upstream-client/file-client'
export type { FileClient, FileClientOptions, KeyedOrigin } from './upstream-client/file-client'
export type { FileRequest } from './upstream-client/open-location'
export type { UpstreamNetworkOptions } from './upstream-client/network-options'
export { ResponseError } from './upstream-client/response-error'
export { toCreateError, toVideoError } from './upstream-client/call-error'
export type { CallErrorContext } from './upstream-client/describe-status'
export { sanitizeFailure, sanitizeMessage } from './upstream/sanitize-error'
export { sniff } from './net/sniff'
export { parseErrorFields } from '@dailies/core/internal'
export type { ErrorFields } from '@dailies/core/internal'
