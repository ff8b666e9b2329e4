import { ChevronDown } from 'lucide-react'
import { languages } from './languages'

/** The languages of the components; the few texts of the studio itself stay English. */
export const LanguageMenu = ({
  locale,
  onValueChange,
}: {
  locale: string
  onValueChange: (locale: string) => void
}) => (
  <span className="dl-select">
    <select aria-label="Language" value={locale} onChange={({ target }) => onValueChange(target.value)}>
      {languages.map(({ name, locale }) => (
        <option key={locale} value={locale} lang={locale}>
          {name}
        </option>
      ))}
    </select>
    <ChevronDown className="dl-icon" size={16} strokeWidth={1.5} aria-hidden />
  </span>
)
