import { ChevronDown } from 'lucide'
import type { ChangeEvent, ReactElement } from 'react'
import { Icon } from './icon'

/** The value and the options of a select. */
export interface Select {
  /** The options: value and label. */
  options: readonly (readonly [value: string, label: string])[]
  value: string | undefined
  onValueChange(value: string): void
}

/** The props of a native `select` without a border, with a chevron. It needs an accessible name. */
export const selectProps = ({ options, value, onValueChange }: Select) => ({
  value,
  onChange: ({ target }: ChangeEvent<HTMLSelectElement>) => onValueChange(target.value),
  children: options.map(([option, label]) => (
    <option key={option} value={option}>
      {label}
    </option>
  )),
  render: (element: ReactElement) => (
    <span className="dl-select">
      {element}
      <Icon icon={ChevronDown} />
    </span>
  ),
})
