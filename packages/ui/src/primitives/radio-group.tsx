import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'

/** Props of {@link RadioGroup}. */
export interface RadioGroupProps<Value extends string> extends Omit<ComponentPropsWithoutRef<'fieldset'>, 'onChange'> {
  /** What is chosen here, for screen readers. */
  legend: string
  /** Values, their words, and where a drawing stands for the words, that. */
  options: readonly (readonly [value: Value, words: string, drawing?: ReactNode])[]
  value: Value | undefined
  onValueChange(value: Value): void
}

/** One of a few, all seen at once: radio buttons in a row, with children after them. */
export function RadioGroup<Value extends string>({
  legend,
  options,
  value: chosen,
  onValueChange,
  children,
  ...props
}: RadioGroupProps<Value>) {
  const name = useId()
  return (
    <fieldset {...props}>
      <legend className="dl-hidden">{legend}</legend>
      {options.map(([value, words, drawing]) => (
        <label key={value} className="dl-radio" title={drawing ? words : undefined}>
          <input
            type="radio"
            className="dl-radio-input"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onValueChange(value)}
            aria-label={drawing ? words : undefined}
          />
          {drawing ?? words}
        </label>
      ))}
      {children}
    </fieldset>
  )
}
