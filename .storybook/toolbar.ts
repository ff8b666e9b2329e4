import type { Preview } from '@storybook/react-vite'
import type { NetworkCondition, StoryServerOptions } from './story-server-message'

const networks = {
  online: 'Normal',
  slow: 'Slow: every response takes 2 seconds longer',
  offline: 'Offline: no request reaches the server',
  failing: 'Failing: the server answers every request with an error',
} satisfies Partial<Record<NetworkCondition, string>>

interface Provider {
  title: string
  /** What a server of this provider has; none for the default. */
  options?: Pick<StoryServerOptions, 'provider' | 'dialect'>
}

const providers: Record<string, Provider> = {
  sandbox: { title: 'Sandbox: models with every option' },
  gemini: { title: 'Gemini', options: { provider: 'gemini' } },
  fal: { title: 'fal', options: { provider: 'fal' } },
  replicate: { title: 'Replicate', options: { provider: 'replicate' } },
  openrouter: { title: 'OpenRouter', options: { provider: 'openrouter' } },
  'new-api': { title: 'new-api: remix only', options: { dialect: 'new-api' } },
  litellm: { title: 'LiteLLM: no list, delete or remix', options: { dialect: 'litellm' } },
  'vllm-omni': { title: 'vLLM-Omni: no remix, a deleted job stops', options: { dialect: 'vllm-omni' } },
}

const isNetwork = (network: unknown): network is keyof typeof networks => Object.hasOwn(networks, String(network))

/** The network selected in the toolbar. */
export const networkOf = ({ network }: Record<string, unknown>): NetworkCondition =>
  isNetwork(network) ? network : 'online'

/** The provider selected in the toolbar, as options of a story server; undefined for the default. */
export const providerOptions = ({ provider }: Record<string, unknown>): Provider['options'] =>
  providers[String(provider)]?.options

/** The initial values of the toolbar. */
export const initialGlobals = {
  theme: 'system',
  direction: 'language',
  locale: 'en',
  motion: 'system',
  network: 'online',
  provider: 'sandbox',
}

/** The toolbar settings that apply to every story. */
export const toolbar = {
  theme: {
    description: 'Colours',
    toolbar: {
      title: 'Theme',
      icon: 'mirror',
      dynamicTitle: false,
      items: [
        { value: 'system', title: 'System: light or dark, as your device' },
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
      dynamicTitle: false,
      items: [
        { value: 'language', title: 'That of the language' },
        { value: 'ltr', title: 'Left to right: English, if the language is not' },
        { value: 'rtl', title: 'Right to left: Arabic, if the language is not' },
      ],
    },
  },
  locale: {
    description: 'Language',
    toolbar: {
      title: 'Language',
      icon: 'globe',
      dynamicTitle: false,
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
      dynamicTitle: false,
      items: [
        { value: 'system', title: 'Full, unless your device asks for less' },
        { value: 'reduced', title: 'Reduced' },
      ],
    },
  },
  network: {
    description: 'Network between the page and its server, applied once the story is set up',
    toolbar: {
      title: 'Network',
      icon: 'rss',
      dynamicTitle: false,
      items: Object.entries(networks).map(([value, title]) => ({ value, title })),
    },
  },
  provider: {
    description: 'Provider whose API and models the server uses',
    toolbar: {
      title: 'Provider',
      icon: 'cpu',
      dynamicTitle: false,
      items: Object.entries(providers).map(([value, { title }]) => ({ value, title })),
    },
  },
} satisfies Preview['globalTypes']
