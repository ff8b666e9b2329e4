import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'

/** Props of {@link RadioGroup}. */
export interface RadioGroupProps<Value extends string> extends Omit<ComponentPropsWithoutRef<'fieldset'>, 'onChange'> {
  /** The accessible name of the group. It is visually hidden. */
  legend: string
  /** The options: value, label, and an icon that is shown instead of the label. */
  options: readonly (readonly [value: Value, label: string, icon?: ReactNode])[]
  value: Value | undefined
  onValueChange(value: Value): void
}

/** A group of radio buttons in a row, with children after them. */
export function RadioGroup<Value extends string>({
  legend,
  options,
  value: selected,
  onValueChange,
  children,
  ...props
}: RadioGroupProps<Value>) {
  const name = useId()
  return (
    <fieldset {...props}>
      <legend className="dl-hidden">{legend}</legend>
      {options.map(([value, label, icon]) => (
        <label key={value} className="dl-radio" title={icon ? label : undefined}>
          <input
            type="radio"
            className="dl-radio-input"
            name={name}
            value={value}
            checked={value === selected}
            onChange={() => onValueChange(value)}
            aria-label={icon ? label : undefined}
          />
          {icon ?? label}
        </label>
      ))}
      {children}
    </fieldset>
  )
}
