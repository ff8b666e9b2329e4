/** Splits a string that is a list, such as `wide shot | close-up`, into its items. */
export const listed = (entry: string): string[] => entry.split('|').map((item) => item.trim())
