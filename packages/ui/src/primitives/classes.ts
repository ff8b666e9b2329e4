/** Joins class names and skips falsy values. */
export const classes = (...names: (string | undefined | false)[]): string => names.filter(Boolean).join(' ')
