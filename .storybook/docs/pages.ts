import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { componentNames } from './components.ts'
import { readReference } from './reference.ts'

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page that shows a Markdown file of the repository, or a part of the API reference. */
export interface Page {
  /** Its place in the sidebar. */
  title: string
  /** The Markdown file, from the root of the repository. */
  file: string
  /** The component or hook of the reference that the page shows. */
  symbol?: string
}

// Where the guides are in the sidebar. One that is missing here is below Guides, by its heading.
const placed: Record<string, string> = {
  'docs/how-it-works.md': 'Start/How it works',
  'templates/README.md': 'Start/Templates',
  'docs/express.md': 'Start/Express',
  'docs/next.md': 'Start/Next',
  'docs/react-router.md': 'Start/React Router',
  'docs/workers.md': 'Start/Cloudflare Workers',
  'docs/mounts.md': 'Start/Other frameworks',
  'examples/README.md': 'Start/Examples',
  'docs/why-not.md': 'Start/Alternatives',
  'docs/README.md': 'Guides/All guides and topics',
  'docs/theming.md': 'Guides/Look and texts/Colours, fonts, layout',
  'docs/css-frameworks.md': 'Guides/Look and texts/CSS frameworks',
  'docs/controlling.md': 'Guides/Look and texts/Controlling state',
  'docs/translating.md': 'Guides/Look and texts/Translating',
  'docs/providers.md': 'Guides/Providers/Choose a provider',
  'docs/gemini.md': 'Guides/Providers/Gemini',
  'docs/fal.md': 'Guides/Providers/fal',
  'docs/replicate.md': 'Guides/Providers/Replicate',
  'docs/openrouter.md': 'Guides/Providers/OpenRouter',
  'docs/ai-sdk.md': 'Guides/Providers/AI SDK',
  'docs/your-own.md': 'Guides/Providers/Custom store, archive and upstream',
  'docs/authentication.md': 'Guides/Users/Authentication',
  'docs/owners.md': 'Guides/Users/Owners',
  'docs/credits.md': 'Guides/Users/Credits',
  'docs/sharing.md': 'Guides/Users/Sharing',
  'docs/disclosure.md': 'Guides/Users/Disclosure',
  'docs/production.md': 'Guides/Running it/Production',
  'docs/your-backend.md': 'Guides/Running it/Tell your own backend',
  'docs/opentelemetry.md': 'Guides/Running it/OpenTelemetry',
  'docs/openapi.md': 'Guides/Running it/OpenAPI',
  'docs/upgrading.md': 'Guides/Running it/Upgrading',
  'docs/versioning.md': 'Guides/Running it/Versions',
  'docs/licences.md': 'Guides/Running it/Licences',
  'SECURITY.md': 'Guides/Running it/Security',
  'docs/from-a-sora-integration.md': 'Guides/Migrating/From a custom integration',
  'docs/from-tanstack-ai.md': 'Guides/Migrating/From TanStack AI',
  'packages/core/README.md': 'Guides/Packages/core',
  'packages/ui/README.md': 'Guides/Packages/ui',
  'packages/server/README.md': 'Guides/Packages/server',
  'docs/testing.md': 'Testing/Testing your app',
  'packages/sandbox/README.md': 'Testing/Sandbox',
  'packages/sandbox-renderer/README.md': 'Testing/Renderer',
}

/** The files of the API reference with hooks. */
const hookFiles = ['docs/api/core/react.md', 'docs/api/ui.md']

/** The heading of a Markdown file. */
export const headingOf = (file: string): string => /^# (.+)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? file

/** Every guide: the Markdown files of `docs`, and those of other folders that have a place. */
export function guidePages(): Page[] {
  const guides = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
  const files = [...new Set([...Object.keys(placed), ...guides])]
  return files.map((file) => ({ file, title: placed[file] ?? `Guides/${headingOf(file)}` }))
}

/** A page of every component, with its parts. */
export const componentPages = (): Page[] =>
  componentNames.map((symbol) => ({ file: 'docs/api/ui.md', symbol, title: `Components/${symbol}` }))

/** A page of every hook. */
export const hookPages = (): Page[] =>
  hookFiles.flatMap((file) =>
    readReference(join(root, file))
      .map(({ name }) => name)
      .filter((name) => /^use[A-Z]/.test(name))
      .map((symbol) => ({ file, symbol, title: `Hooks/${symbol}` })),
  )

/** Every page that is made from a file of the repository. */
export const allPages = (): Page[] => [...guidePages(), ...componentPages(), ...hookPages()]

/** The id of a page, as Storybook derives it from its title: https://storybook.js.org/docs/api/csf */
export const idOf = ({ title }: Pick<Page, 'title'>): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')}--docs`
