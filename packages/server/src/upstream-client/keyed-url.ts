/**
 * A URL without the query parameters that repeat a secret: some providers append the key to the URLs of their files, which
 * may be on another host. The rest stays as it is, because a signed URL is valid in exactly one form.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const [, start = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(text) ?? []
  if (query === '') return text
  const kept = query.split('&').filter((pair) => !secrets.includes(decoded(pair.slice(pair.indexOf('=') + 1))))
  return `${start}${kept.length > 0 ? `?${kept.join('&')}` : ''}${hash}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
