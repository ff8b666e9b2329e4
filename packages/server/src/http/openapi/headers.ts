import type { Schema } from './schemas/schema'

const string: Schema = { type: 'string' }

/** Every header of a response. Those of CORS are sent to pages of trusted origins only. */
const described = {
  'Cache-Control': { description: 'How long the response may be cached.', schema: string },
  'X-Content-Type-Options': { description: 'Always `nosniff`.', schema: { const: 'nosniff' } },
  'Retry-After': { description: 'After how many seconds to try again.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'How to authenticate.', schema: string },
  'Content-Range': { description: 'The range of the body, or the length of the file.', schema: string },
  'Content-Length': { description: 'Length in bytes, if known.', schema: { type: 'integer', minimum: 0 } },
  'Content-Disposition': { description: 'The file name of a download.', schema: string },
  'Accept-Ranges': { description: 'Always `bytes`.', schema: { const: 'bytes' } },
  ETag: { description: 'The same for the same bytes.', schema: string },
  Vary: { description: 'On which headers the response depends.', schema: string },
  Location: { description: 'A presigned URL, which expires.', schema: string },
  'Cross-Origin-Resource-Policy': {
    description: 'Which pages may show the file.',
    schema: { enum: ['same-origin', 'same-site', 'cross-origin'] },
  },
  'Referrer-Policy': { description: 'Keeps the token from other sites.', schema: { const: 'no-referrer' } },
  'X-Robots-Tag': { description: 'Keeps the link out of search engines.', schema: { const: 'noindex' } },
  'X-Accel-Buffering': { description: 'Tells proxies not to buffer events.', schema: { const: 'no' } },
  'Access-Control-Allow-Origin': { description: 'The trusted origin.', schema: string },
  'Access-Control-Allow-Credentials': { description: 'Always `true`.', schema: { const: 'true' } },
  'Access-Control-Expose-Headers': { description: 'The headers that a page can read.', schema: string },
} as const satisfies Record<string, { description: string; schema: Schema }>

export type HeaderName = keyof typeof described

/** References to these headers. */
export const headers = (...names: HeaderName[]): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/** The headers that every response may have. */
export const commonHeaders = (crossOrigin: boolean): Record<string, Schema> =>
  crossOrigin
    ? headers(
        'Vary',
        'Access-Control-Allow-Origin',
        'Access-Control-Allow-Credentials',
        'Access-Control-Expose-Headers',
      )
    : {}

export const headerComponents: Readonly<Record<string, Schema>> = described

/** Of the responses with a file. */
export const fileHeaders: readonly HeaderName[] = [
  'Accept-Ranges',
  'Cache-Control',
  'Content-Disposition',
  'Content-Length',
  'Cross-Origin-Resource-Policy',
  'ETag',
  'Vary',
  'X-Content-Type-Options',
]

/** Of everything that the token of a share opens. */
export const sharedHeaders: readonly HeaderName[] = ['Referrer-Policy', 'X-Robots-Tag']
