import { ChevronDown } from 'lucide'
import type { ComponentPropsWithoutRef } from 'react'
import { Icon } from './icon'

/** Props of {@link Select}. */
export interface SelectProps extends Omit<ComponentPropsWithoutRef<'select'>, 'children' | 'onChange'> {
  /** Values and their words. */
  options: readonly (readonly [value: string, words: string])[]
  onChoose(value: string): void
}

/** A native menu, drawn as words and a chevron. It needs a label of its own. */
export const Select = ({ options, onChoose, ...props }: SelectProps) => (
  <span className="dl-select">
    <select {...props} onChange={({ target }) => onChoose(target.value)}>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
    <Icon of={ChevronDown} />
  </span>
)
