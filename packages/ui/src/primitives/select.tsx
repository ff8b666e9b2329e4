import { ChevronDown } from 'lucide'
import type { ComponentPropsWithoutRef } from 'react'
import { Icon } from './icon'

/** Props of {@link Select}. */
export interface SelectProps extends Omit<ComponentPropsWithoutRef<'select'>, 'children' | 'onChange'> {
  /** The options: value and label. */
  options: readonly (readonly [value: string, label: string])[]
  onValueChange(value: string): void
}

/** A native `select` without a border, with a chevron. It needs an accessible name. */
export const Select = ({ options, onValueChange, ...props }: SelectProps) => (
  <span className="dl-select">
    <select {...props} onChange={({ target }) => onValueChange(target.value)}>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
    <Icon icon={ChevronDown} />
  </span>
)
