import { useId, type FormEvent, type ReactNode } from 'react'

/** A group of radio buttons. */
export interface RadioGroup<Value extends string> {
  /** The accessible name of the group. It is visually hidden. */
  legend: string
  /** The options: value, label, and an icon that is shown instead of the label. */
  options: readonly (readonly [value: Value, label: string, icon?: ReactNode])[]
  value: Value | undefined
  onValueChange(value: Value): void
  /** Shown after the radio buttons. */
  children?: ReactNode
}

/**
 * The props of a `fieldset` with radio buttons in a row. It listens on the fieldset itself, so that a handler of the
 * user on the same element can prevent ours.
 */
export function useRadioGroup<Value extends string>({
  legend,
  options,
  value: selected,
  onValueChange,
  children,
}: RadioGroup<Value>) {
  const name = useId()
  return {
    onChange: ({ target }: FormEvent<HTMLFieldSetElement>) => {
      const [value] = options.find(([option]) => target instanceof HTMLInputElement && target.value === option) ?? []
      if (value !== undefined) onValueChange(value)
    },
    children: (
      <>
        <legend className="dl-hidden">{legend}</legend>
        {options.map(([value, label, icon]) => (
          <label key={value} className="dl-radio" title={icon ? label : undefined}>
            <input
              type="radio"
              className="dl-radio-input"
              name={name}
              value={value}
              checked={value === selected}
              readOnly
              aria-label={icon ? label : undefined}
            />
            {icon ?? label}
          </label>
        ))}
        {children}
      </>
    ),
  }
}
