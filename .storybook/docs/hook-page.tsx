import { Canvas } from '@storybook/addon-docs/blocks'
import type { ComponentProps } from 'react'
import { CodeBlock } from './code-block'
import type { HookData } from './hook-data'
import { MarkdownPage } from './markdown-page'

interface HookPageProps {
  data: HookData
  /** The source of a snippet that calls the hook, which the story renders. */
  example: string
  story: ComponentProps<typeof Canvas>['of']
}

/** The page of a hook: what it is for, a live example with its source, and its types. */
export const HookPage = ({ data, example, story }: HookPageProps) => (
  <>
    <MarkdownPage>{data.introduction}</MarkdownPage>
    <Canvas of={story} sourceState="none" withToolbar={false} />
    <CodeBlock code={example} language="tsx" />
    <MarkdownPage>{data.reference}</MarkdownPage>
  </>
)
