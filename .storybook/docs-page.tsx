import { Controls, Description, Primary, Subtitle, Title } from '@storybook/addon-docs/blocks'

/**
 * The docs page of a component: its description, one story with its code, and its props. The other states have their
 * own stories and are not all rendered on this page, because each story runs its own server.
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
