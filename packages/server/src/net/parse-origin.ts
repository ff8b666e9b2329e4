import { VideoError } from '@dailies/core'

/**
 * Parses an origin of a configuration as browsers write it: lower case, without a default port and without a slash, so
 * that it can be compared with an `Origin` header.
 *
 * @throws VideoError `misconfigured` if it is anything else than an origin, with the name of the option
 */
export function parseOrigin(option: string, text: unknown): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  // `host:8080` parses as a URL of the scheme `host:`, whose origin is "null".
  const isWeb = (url?.protocol === 'http:' || url?.protocol === 'https:') && !url.host.includes('*')
  if (isWeb && url.href === `${url.origin}/`) return url.origin
  const suggestion = isWeb ? url.origin : 'https://app.example.com'
  throw new VideoError(
    `${option} contains "${String(text)}", which is not an origin. Pass scheme, host and port only, such as ${suggestion}.`,
    { code: 'misconfigured' },
  )
}
