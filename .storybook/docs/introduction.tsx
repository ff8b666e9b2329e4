import { MarkdownPage } from './markdown-page'
import { PageLink } from './page-link'

interface Card {
  title: string
  text: string
  href: string
}

const first: readonly Card[] = [
  {
    title: 'Try it',
    text: 'The prompt and the library on one page. Videos are made by a sandbox in your browser.',
    href: '?path=/story/start-try-it--try-it',
  },
  {
    title: 'Install it in Express',
    text: 'From an empty folder to a playing video: packages, server, page.',
    href: '?path=/docs/start-express--docs',
  },
  {
    title: 'Install it in Next',
    text: 'App Router, one route file, and what serverless needs.',
    href: '?path=/docs/start-next--docs',
  },
  {
    title: 'How it works',
    text: 'The way of a prompt, the life of a job and the way of a byte range, in three pictures.',
    href: '?path=/docs/start-how-it-works--docs',
  },
]

const more: readonly Card[] = [
  {
    title: 'Change colours and layout',
    text: 'Custom properties for your brand, parts for your layout.',
    href: '?path=/docs/guides-look-and-texts-colours-fonts-layout--docs',
  },
  {
    title: 'Choose a provider',
    text: 'Gemini, fal, Replicate, OpenRouter, the AI SDK, or your own server.',
    href: '?path=/docs/guides-providers-choose-a-provider--docs',
  },
  {
    title: 'Connect your sign-in',
    text: 'Each user sees only their own videos.',
    href: '?path=/docs/guides-users-authentication--docs',
  },
  {
    title: 'Run it for the public',
    text: 'Limits, storage, updates, content security policy.',
    href: '?path=/docs/guides-running-it-production--docs',
  },
  {
    title: 'Test your app',
    text: 'A fake provider with a clock that you turn, and faults that you choose.',
    href: '?path=/docs/testing-testing-your-app--docs',
  },
  {
    title: 'Find a topic',
    text: 'All guides, and an index of topics.',
    href: '?path=/docs/guides-all-guides-and-topics--docs',
  },
]

const opening = `# Dailies

**AI video generation for the React app you already have.** A prompt box, live job progress, takes side by side, a scrubber, a remix
panel, a video library and a storyboard, in front of Gemini, fal, Replicate, OpenRouter and any server of the Videos API. Your keys stay on
your server.

\`\`\`tsx
import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import '@dailies/ui/styles.css'

export const VideosPage = () => (
  <VideosProvider baseURL="/api">
    <VideoPrompt />
    <VideoLibrary />
  </VideosProvider>
)
\`\`\``

const aboutToolbar = `## The stories here are real

Every story runs the real server adapter in a service worker of this page, before a sandbox that plays the provider. The toolbar above a
story changes what is around it:

| Toolbar       | What it changes                                                                           |
| ------------- | ----------------------------------------------------------------------------------------- |
| **Theme**     | light, dark, or a brand that sets custom properties                                        |
| **Direction** | left to right, right to left, or that of the language                                      |
| **Language**  | the eight languages of the components                                                      |
| **Motion**    | full, or reduced as a system setting asks for                                              |
| **Network**   | normal, slow, offline, or a server that fails                                              |
| **Provider**  | whose models and limits the page meets: the sandbox, Gemini, fal, Replicate, OpenRouter, … |

A language model reads [llms.txt](llms.txt), or everything at once in [llms-full.txt](llms-full.txt). The built Storybook
lists the packages that it contains, and their [licences](licences.html).`

/** The first page of Storybook: what this is, and where to go. */
export const Introduction = () => (
  <>
    <MarkdownPage>{opening}</MarkdownPage>
    <MarkdownPage>{`## Begin`}</MarkdownPage>
    <Cards cards={first} columns={4} />
    <MarkdownPage>{`## Then`}</MarkdownPage>
    <Cards cards={more} columns={3} />
    <MarkdownPage>{aboutToolbar}</MarkdownPage>
  </>
)

const Cards = ({ cards, columns }: { cards: readonly Card[]; columns: 3 | 4 }) => (
  <ul className="docs-cards sb-unstyled" data-columns={columns}>
    {cards.map(({ title, text, href }) => (
      <li key={title}>
        <PageLink href={href}>
          <strong>{title}</strong>
          <span>{text}</span>
        </PageLink>
      </li>
    ))}
  </ul>
)
