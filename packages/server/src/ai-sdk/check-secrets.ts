import { VideoError } from '@dailies/core'

/** @throws VideoError `misconfigured` if a key is missing, or malformed */
export function checkSecrets(secrets: readonly (string | undefined)[]): string[] {
  if (!Array.isArray(secrets as unknown)) throw misconfigured('needs secrets, the keys that its models use')
  return secrets.map((secret: unknown, index) => {
    if (typeof secret !== 'string' || secret.trim() === '') throw misconfigured(`received no key as secrets[${index}]`)
    if (/^[\u0021-\u007e]+$/.test(secret)) return secret
    throw misconfigured(
      `received a key with white space or other characters that are not allowed in an HTTP header as secrets[${index}]`,
    )
  })
}

const misconfigured = (problem: string): VideoError =>
  new VideoError(
    `aiSdkUpstream ${problem}. Pass secrets: [process.env.FAL_KEY] and check that the variable is set, or [] if the models use no key.`,
    { code: 'misconfigured', param: 'secrets' },
  )
