/** Splits an entry of the table that holds several: `wide shot | close-up`. */
export const listed = (entry: string): string[] => entry.split('|').map((item) => item.trim())
