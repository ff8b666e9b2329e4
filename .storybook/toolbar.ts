import type { DialectName } from '@dailies/sandbox/browser'
import type { Preview } from '@storybook/react-vite'
import type { Stage } from './stage'

type Trouble = (stage: Stage) => Promise<void>

const troubles: Record<string, { title: string; strike: Trouble }> = {
  none: { title: 'No trouble', strike: async () => {} },
  down: { title: 'The far end is down', strike: ({ strike }) => strike({ kind: 'error', status: 503 }) },
  busy: {
    title: 'The far end is busy',
    strike: ({ strike }) =>
      strike({ kind: 'error', status: 429, retryAfter: 30, on: ['create', 'remix', 'edit', 'extend'] }),
  },
  lost: { title: 'The far end forgets its jobs: told after a minute', strike: ({ restart }) => restart() },
  line: { title: 'No line to the server', strike: ({ setLine }) => setLine('down') },
  silence: { title: 'A line without an answer', strike: ({ setLine }) => setLine('silent') },
}

const dialects = {
  openai: 'OpenAI',
  litellm: 'LiteLLM: remix only',
  'vllm-omni': 'vLLM-Omni: stops on delete',
  relay: 'A relay that takes JSON',
  aisix: 'AISIX: create and read only',
} satisfies Partial<Record<DialectName, string>>

/** What the toolbar's trouble does to a stage once it is seeded. */
export const troubleOf = ({ trouble }: Record<string, unknown>): Trouble =>
  troubles[String(trouble)]?.strike ?? (async () => {})

const isOffered = (dialect: unknown): dialect is keyof typeof dialects => Object.hasOwn(dialects, String(dialect))

/** The toolbar's dialect, as an option of a stage. */
export const dialectOf = ({ dialect }: Record<string, unknown>): { dialect?: DialectName } =>
  isOffered(dialect) ? { dialect } : {}

/** What the toolbar stands at first. */
export const initialGlobals = {
  theme: 'system',
  direction: 'language',
  locale: 'en',
  motion: 'system',
  trouble: 'none',
  dialect: 'openai',
}

/** What the toolbar changes around every story. */
export const toolbar = {
  theme: {
    description: 'Colours',
    toolbar: {
      title: 'Theme',
      icon: 'mirror',
      dynamicTitle: true,
      items: [
        { value: 'system', title: 'As the system' },
        { value: 'light', title: 'Light' },
        { value: 'dark', title: 'Dark' },
        { value: 'brand', title: 'Somebody else’s brand' },
      ],
    },
  },
  direction: {
    description: 'Writing direction',
    toolbar: {
      title: 'Direction',
      icon: 'transfer',
      dynamicTitle: true,
      items: [
        { value: 'language', title: 'As the language' },
        { value: 'ltr', title: 'Left to right' },
        { value: 'rtl', title: 'Right to left' },
      ],
    },
  },
  locale: {
    description: 'Language',
    toolbar: {
      title: 'Language',
      icon: 'globe',
      dynamicTitle: true,
      items: [
        { value: 'en', title: 'English' },
        { value: 'de', title: 'Deutsch' },
        { value: 'es', title: 'Español' },
        { value: 'fr', title: 'Français' },
        { value: 'ja', title: '日本語' },
        { value: 'zh-CN', title: '中文' },
        { value: 'ar', title: 'العربية' },
        { value: 'he', title: 'עברית' },
      ],
    },
  },
  motion: {
    description: 'Motion',
    toolbar: {
      title: 'Motion',
      icon: 'fastforward',
      dynamicTitle: true,
      items: [
        { value: 'system', title: 'Motion as the system' },
        { value: 'reduced', title: 'Reduced motion' },
      ],
    },
  },
  trouble: {
    description: 'What goes wrong behind the story, once it is set up',
    toolbar: {
      title: 'Trouble',
      icon: 'lightning',
      dynamicTitle: true,
      items: Object.entries(troubles).map(([value, { title }]) => ({ value, title })),
    },
  },
  dialect: {
    description: 'Whose wire the far end speaks',
    toolbar: {
      title: 'Dialect',
      icon: 'cpu',
      dynamicTitle: true,
      items: Object.entries(dialects).map(([value, title]) => ({ value, title })),
    },
  },
} satisfies Preview['globalTypes']
