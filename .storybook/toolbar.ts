import type { DialectName } from '@dailies/sandbox/browser'
import type { Preview } from '@storybook/react-vite'
import type { StoryServer } from './story-server'

type ApplyFault = (server: StoryServer) => Promise<void>

const faults: Record<string, { title: string; apply: ApplyFault }> = {
  none: { title: 'No fault', apply: async () => {} },
  down: { title: 'The upstream is down', apply: ({ setFaults }) => setFaults({ kind: 'error', status: 503 }) },
  busy: {
    title: 'The upstream is busy',
    apply: ({ setFaults }) =>
      setFaults({ kind: 'error', status: 429, retryAfter: 30, on: ['create', 'remix', 'edit', 'extend'] }),
  },
  lost: {
    title: 'The upstream loses its jobs (shown after a minute)',
    apply: ({ restartUpstream }) => restartUpstream(),
  },
  offline: { title: 'No connection to the server', apply: ({ setNetworkCondition }) => setNetworkCondition('offline') },
  unresponsive: {
    title: 'The server does not respond',
    apply: ({ setNetworkCondition }) => setNetworkCondition('unresponsive'),
  },
}

const dialects = {
  openai: 'OpenAI',
  litellm: 'LiteLLM: remix only',
  'vllm-omni': 'vLLM-Omni: delete cancels the job',
  relay: 'A relay that accepts JSON',
  aisix: 'AISIX: create and retrieve only',
} satisfies Partial<Record<DialectName, string>>

/** Applies the fault selected in the toolbar to a seeded server. */
export const applyToolbarFault = async ({ fault }: Record<string, unknown>, server: StoryServer): Promise<void> =>
  faults[String(fault)]?.apply(server)

const isDialect = (dialect: unknown): dialect is keyof typeof dialects => Object.hasOwn(dialects, String(dialect))

/** The dialect selected in the toolbar, as an option of a story server. */
export const dialectOptions = ({ dialect }: Record<string, unknown>): { dialect?: DialectName } =>
  isDialect(dialect) ? { dialect } : {}

/** The initial values of the toolbar. */
export const initialGlobals = {
  theme: 'system',
  direction: 'language',
  locale: 'en',
  motion: 'system',
  fault: 'none',
  dialect: 'openai',
}

/** The toolbar settings that apply to every story. */
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
        { value: 'brand', title: 'Custom brand' },
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
  fault: {
    description: 'A fault of the server or the upstream, applied once the story is set up',
    toolbar: {
      title: 'Fault',
      icon: 'lightning',
      dynamicTitle: true,
      items: Object.entries(faults).map(([value, { title }]) => ({ value, title })),
    },
  },
  dialect: {
    description: 'The wire dialect of the upstream',
    toolbar: {
      title: 'Dialect',
      icon: 'cpu',
      dynamicTitle: true,
      items: Object.entries(dialects).map(([value, title]) => ({ value, title })),
    },
  },
} satisfies Preview['globalTypes']
