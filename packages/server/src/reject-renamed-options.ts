import { VideoError } from '@dailies/core'

/**
 * Refuses options under their old names, which would otherwise be ignored: a time-out nobody reads is no time-out.
 *
 * @param renamed the new name of each old one
 * @throws VideoError `misconfigured`, naming both
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
