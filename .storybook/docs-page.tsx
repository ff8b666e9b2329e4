import { Controls, Description, Primary, Subtitle, Title } from '@storybook/addon-docs/blocks'

/**
 * A component's page: what it is, one story with its snippet, its props. Every other state is a story of its own beside it, and not
 * all at once here: each has a server behind it.
 */
export const DocsPage = () => (
  <>
    <Title />
    <Subtitle />
    <Description />
    <Primary />
    <Controls />
  </>
)
