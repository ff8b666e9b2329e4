import { CodeOrSourceMdx, Source } from '@storybook/addon-docs/blocks'
import { createContext, useContext } from 'react'
import type { ComponentProps } from 'react'

/** Whether the page is dark. */
export const DarkContext = createContext(false)

/** Code with a button that copies it, in the theme of the page. */
export const CodeBlock = (props: Pick<ComponentProps<typeof Source>, 'code' | 'language'>) => (
  <Source {...props} dark={useContext(DarkContext)} />
)

// By the names of the highlighter.
const languages = {
  ts: 'typescript',
  tsx: 'tsx',
  css: 'css',
  json: 'json',
  sh: 'bash',
} satisfies Record<string, ComponentProps<typeof Source>['language']>

const isKnown = (name: string): name is keyof typeof languages => Object.hasOwn(languages, name)

interface CodeProps {
  /** `lang-tsx` on a block. */
  className?: string
  children: string
}

/** Code in Markdown: a word in a line, or a block. */
export const Code = ({ className, children }: CodeProps) => {
  const name = /lang-(\w+)/.exec(className ?? '')?.[1] ?? ''
  if (name === '' && !children.includes('\n')) return <CodeOrSourceMdx>{children}</CodeOrSourceMdx>
  return <CodeBlock code={children} language={isKnown(name) ? languages[name] : 'text'} />
}
