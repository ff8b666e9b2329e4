/** Joins class names; what is not there is left out. */
export const classes = (...names: (string | undefined | false)[]): string => names.filter(Boolean).join(' ')
