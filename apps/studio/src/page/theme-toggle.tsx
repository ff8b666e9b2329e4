import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'

const themes = [
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
  { theme: 'system', label: 'As the system', Icon: Monitor },
] as const

/** The folder of the page, so that other pages of a host do not get the cookie. */
const path = new URL('.', document.baseURI).pathname

const oneYear = 365 * 24 * 60 * 60

/** Switches between light, dark and system theme; the server reads the cookie, so the next page renders in the right theme at once. */
export const ThemeToggle = () => {
  const [chosen, setChosen] = useState(() => document.documentElement.dataset['theme'] ?? 'system')

  useEffect(() => {
    document.documentElement.dataset['theme'] = chosen
    document.cookie = `dailies_theme=${chosen}; Path=${path}; Max-Age=${oneYear}; SameSite=Lax`
  }, [chosen])

  return (
    <fieldset className="theme-toggle">
      <legend>Theme</legend>
      {themes.map(({ theme, label, Icon }) => (
        <label key={theme} title={label}>
          <input type="radio" name="theme" checked={chosen === theme} onChange={() => setChosen(theme)} />
          <Icon size={16} strokeWidth={1.5} aria-hidden />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
