import { VideoError } from '@dailies/core'
import { parseOrigin } from '../net/parse-origin'

const misconfigured = (message: string) => new VideoError(message, { code: 'misconfigured' })

/** @throws VideoError `misconfigured` */
export function checkBaseURL(where: string, baseURL: string | undefined): URL {
  const url = baseURL !== undefined && URL.canParse(baseURL) ? new URL(baseURL) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const received = baseURL === undefined || baseURL === '' ? 'none' : `"${baseURL}"`
    throw misconfigured(
      `${where} needs the http or https URL of an API as baseURL, and received ${received}. Pass baseURL: 'https://api.example.com/v1', including the version.`,
    )
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw misconfigured(
      `${where} needs a baseURL without user name, password, query and fragment, because messages may show it. Pass the key as apiKey and a query as query.`,
    )
  }
  return url
}

/**
 * @param variable the environment variable that usually holds the key
 * @throws VideoError `misconfigured`
 */
export function checkApiKey(where: string, apiKey: string | undefined, variable: string): string {
  if (apiKey === undefined || apiKey.trim() === '') {
    throw misconfigured(
      `${where} received no apiKey, so the server would reject every request. Pass the server's key, usually apiKey: process.env.${variable}, or any non-empty string for a server without authentication.`,
    )
  }
  if (!/^[\u0021-\u007e]+$/.test(apiKey)) {
    throw misconfigured(
      `${where} received an apiKey with white space or other characters that are not allowed in an HTTP header. Check for a line break at its end.`,
    )
  }
  return apiKey
}

/** @throws VideoError `misconfigured` */
export function checkHeaders(
  where: string,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers().set(name, value)
    } catch (cause) {
      throw new VideoError(
        `${where} received the header "${name}", which is invalid in HTTP, so every request would fail. Check for white space in its name or a line break in its value.`,
        { code: 'misconfigured', cause },
      )
    }
  }
  return headers
}

/** @throws VideoError `misconfigured` */
export const checkOrigins = (origins: readonly string[]): ReadonlySet<string> =>
  new Set(origins.map((text) => parseOrigin('trustedMediaOrigins', text)))
