import { HeadersMdx, Markdown } from '@storybook/addon-docs/blocks'
import { Code } from './code-block'
import { PageLink } from './page-link'
import { Picture } from './picture'
import { Table } from './table'

interface MarkdownPageProps {
  /** Markdown whose links lead to pages of Storybook or of the web. */
  children: string
}

const options = {
  // `overrides` replaces those of Storybook, so theirs are named too.
  overrides: { ...HeadersMdx, code: Code, a: PageLink, img: Picture, table: Table },
}

/** Markdown of the repository, as a page or a part of one. */
export const MarkdownPage = ({ children }: MarkdownPageProps) => <Markdown options={options}>{children}</Markdown>
