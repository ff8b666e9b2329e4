import { fileHeaders, headers, sharedHeaders } from './headers'
import type { HeaderName } from './headers'
import { inHeader, inQuery, ownerErrors, upstreamErrors } from './operation'
import type { DescribedResponse, Operations } from './operation'

const string = { type: 'string' }

const file = { schema: { type: 'string', format: 'binary' } }
const media = { 'video/*': file, 'image/*': file, 'application/octet-stream': file }

/** The responses of a file, with these headers beside its own. */
function fileResponses(more: readonly HeaderName[], content: DescribedResponse['content'] = media) {
  const own = headers(...fileHeaders, ...more)
  return {
    '200': { description: 'The whole file.', headers: own, content },
    '206': { description: 'The requested range.', headers: { ...own, ...headers('Content-Range') }, content: media },
    '304': { description: 'The cached file is current.', headers: own },
  }
}

const requestHeaders = [
  inHeader('Range', 'One range of bytes; several are answered with the whole file.', string),
  inHeader('If-Range', 'The ETag for which the range counts.', string),
  inHeader('If-None-Match', 'ETags that the client has.', string),
]
const download = inQuery('download', 'If present, the file is an attachment with a name.', string)
const redirect = inQuery('redirect', '`false`: the file itself, where the answer would be a redirect.', string)

const fileErrors = ['not_found', 'range_not_satisfiable', 'rate_limited', 'not_ready', 'expired'] as const

const signature = [
  inQuery('expires', 'Of a signed URL: when it ends, in Unix seconds.', string),
  inQuery('signature', 'Of a signed URL, which needs no authentication.', string),
]

export const fileOperations: Operations<'content' | 'sharedContent'> = {
  content: ({ signedURLs, redirects }) => ({
    tag: 'Files',
    summary: 'Download a file of a video',
    description: 'A HEAD request answers with the same headers.',
    parameters: [
      inQuery('variant', 'Which file; `thumbnail_track` is a WebVTT track of the tiles of the spritesheet.', {
        type: 'string',
        enum: ['video', 'thumbnail', 'spritesheet', 'thumbnail_track'],
        default: 'video',
      }),
      download,
      ...(redirects ? [redirect] : []),
      ...(signedURLs ? signature : []),
      ...requestHeaders,
    ],
    responses: {
      ...fileResponses([], { ...media, 'text/vtt': { schema: string } }),
      ...(redirects && {
        '302': {
          description: 'The file is at a presigned URL of the storage.',
          headers: headers('Location', 'Cache-Control'),
        },
      }),
    },
    errors: [
      ...ownerErrors,
      ...upstreamErrors,
      ...fileErrors,
      'invalid_request',
      ...(signedURLs ? (['forbidden'] as const) : []),
    ],
  }),
  sharedContent: ({ sharing }) =>
    sharing
      ? {
          tag: 'Shares',
          summary: 'Download a shared file',
          description: 'The token is all that it needs.',
          parameters: [
            inQuery('variant', 'Which of the shared files.', {
              type: 'string',
              enum: ['video', 'thumbnail', 'spritesheet'],
              default: 'video',
            }),
            download,
            ...requestHeaders,
          ],
          responses: fileResponses(sharedHeaders),
          errors: ['internal_error', 'misconfigured', 'overloaded', ...upstreamErrors, ...fileErrors],
        }
      : undefined,
}
