import { VideoError } from '@dailies/core'

/**
 * Rejects options with their old names, which would otherwise be ignored silently: an ignored timeout is no timeout.
 *
 * @param renamed maps each old name to the new one
 * @throws VideoError `misconfigured`, with both names in the message
 */
export function rejectRenamedOptions(where: string, options: object, renamed: Readonly<Record<string, string>>): void {
  for (const [before, now] of Object.entries(renamed)) {
    if (!Object.hasOwn(options, before)) continue
    throw new VideoError(
      `${where} was given ${before}, which is called ${now} now${now.endsWith('Ms') ? ' and takes milliseconds' : ''}. Rename it.`,
      { code: 'misconfigured', param: before },
    )
  }
}
