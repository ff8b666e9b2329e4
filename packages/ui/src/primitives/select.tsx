import { ChevronDown } from 'lucide'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { Icon } from './icon'

/** A native menu, drawn as words and a chevron. It needs a label of its own. */
export const Select = /* @__PURE__ */ forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<'select'>>(
  function Select(props, ref) {
    return (
      <span className="dl-select">
        <select {...props} ref={ref} />
        <Icon of={ChevronDown} />
      </span>
    )
  },
)
