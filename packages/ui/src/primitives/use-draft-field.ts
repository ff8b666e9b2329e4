import { useControllableStore, type Controllable, type SetValue } from './use-controllable'

/** A draft that is kept somewhere, by field. */
export interface DraftStore<Draft> {
  draft: Draft
  keep(changes: Partial<Draft>): void
}

/** One field of a draft. It is kept there unless its user controls it. */
export const useDraftField = <Draft, Field extends keyof Draft & string>(
  field: Field,
  control: Omit<Controllable<Draft[Field]>, 'defaultValue'>,
  { draft, keep }: DraftStore<Draft>,
): [value: Draft[Field], setValue: SetValue<Draft[Field]>] =>
  useControllableStore(field, control, [draft[field], (value) => keep(changeOf<Draft, Field>(field, value))])

const changeOf = <Draft, Field extends keyof Draft>(field: Field, value: Draft[Field]): Partial<Draft> => {
  const change: Partial<Draft> = {}
  change[field] = value
  return change
}
