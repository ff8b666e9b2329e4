/** The name of each own prop of a root. As an object, so that the compiler finds a missing one. */
export type PropNames<Own> = Record<keyof Own, true>

/** Separates the own props of a root from those of its element. */
export function splitProps<Own extends object, Props extends Own>(
  names: PropNames<Own>,
  props: Props,
): [own: Own, rest: Omit<Props, keyof Own>] {
  const entries = Object.entries(props)
  const select = (isOwn: boolean) => entries.filter(([name]) => Object.hasOwn(names, name) === isOwn)
  return [Object.fromEntries(select(true)) as Own, Object.fromEntries(select(false)) as Omit<Props, keyof Own>]
}
