import type { Language } from '@dailies/ui'
import { arabic } from '@dailies/ui/strings/ar'
import { german } from '@dailies/ui/strings/de'
import { english } from '@dailies/ui/strings/en'
import { spanish } from '@dailies/ui/strings/es'
import { french } from '@dailies/ui/strings/fr'
import { hebrew } from '@dailies/ui/strings/he'
import { japanese } from '@dailies/ui/strings/ja'
import { chinese } from '@dailies/ui/strings/zh'

/** A menu of the languages of the components, each by its own name. */
export const languages: readonly { name: string; language: Language }[] = [
  { name: 'English', language: english },
  { name: 'Deutsch', language: german },
  { name: 'Español', language: spanish },
  { name: 'Français', language: french },
  { name: '日本語', language: japanese },
  { name: '中文', language: chinese },
  { name: 'العربية', language: arabic },
  { name: 'עברית', language: hebrew },
]
