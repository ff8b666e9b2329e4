import { Canvas } from '@storybook/addon-docs/blocks'
import type { ComponentProps } from 'react'
import { CodeBlock } from './code-block'
import type { ComponentData, PartData } from './component-data'
import type { Field } from './reference'
import { MarkdownPage } from './markdown-page'
import { Table } from './table'

interface ComponentPageProps {
  data: ComponentData
  /** The source of the snippet, which the story renders. */
  example: string
  story: ComponentProps<typeof Canvas>['of']
}

/**
 * The page of a component: a live example with its source, then what there is to set and to style. Its other states have stories of
 * their own.
 */
export const ComponentPage = ({ data, example, story }: ComponentPageProps) => {
  const { name, folder, component, parts, keys, attributes, hooks } = data
  return (
    <>
      <MarkdownPage>{`# ${name}\n\n${component.description}`}</MarkdownPage>
      <Canvas of={story} sourceState="none" withToolbar={false} />
      <CodeBlock code={example} language="tsx" />
      <MarkdownPage>{imports(name, folder)}</MarkdownPage>
      <Props part={component} heading={`## Props`} />
      <MarkdownPage>{partsText(name, parts)}</MarkdownPage>
      <Table>
        <thead>
          <tr>
            <th>Part</th>
            <th>Element</th>
            <th>What it is</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name} id={part.name.toLowerCase()}>
              <td>
                <code>{part.name}</code>
              </td>
              <td>{part.element ? <code>{`<${part.element}>`}</code> : 'dialog'}</td>
              <td>
                <MarkdownPage>{part.description}</MarkdownPage>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {parts
        .filter((part) => part.props.length > 0 && !hasSameProps(part, component))
        .map((part) => (
          <Props key={part.name} part={part} heading={`### ${part.name}`} />
        ))}
      <MarkdownPage>{`## Keys`}</MarkdownPage>
      <Rows
        head={['Keys', 'What they do']}
        rows={keys.map((row) => [row.keys.map((key) => `<kbd>${key}</kbd>`).join(' '), row.action])}
      />
      <MarkdownPage>{`## Data attributes`}</MarkdownPage>
      <Rows
        head={['Attribute', 'Part', 'Value']}
        rows={attributes.map(({ attribute, part, value }) => [`\`${attribute}\``, part, value])}
      />
      {hooks.length > 0 && <MarkdownPage>{hooksText(hooks)}</MarkdownPage>}
    </>
  )
}

/** The root has the props of the component. */
const hasSameProps = (part: PartData, other: PartData) =>
  part.props.map(({ name }) => name).join() === other.props.map(({ name }) => name).join()

const imports = (
  name: string,
  folder: string,
) => `\`@dailies/ui\` exports it too. A page that shows nothing else can load only this component:

\`\`\`ts
import { ${name} } from '@dailies/ui/${folder}'
import '@dailies/ui/styles/${folder}.css'
\`\`\``

const partsText = (name: string, parts: readonly PartData[]) => `## Parts

\`${name}\` is its ${parts.length} parts in a default layout. Compose them inside \`${name}Root\` for a layout of your own. Each part takes
\`className\`, \`style\`, \`ref\`, \`asChild\`, and any attribute and handler of its element.`

const hooksText = (hooks: readonly string[]) =>
  `## Hooks\n\nFor parts of your own: ${hooks.map((hook) => `[\`${hook}\`](?path=/docs/hooks-${hook.toLowerCase()}--docs)`).join(', ')}.`

const Props = ({ part, heading }: { part: PartData; heading: string }) =>
  part.props.length > 0 && (
    <>
      <MarkdownPage>{heading}</MarkdownPage>
      <Rows
        head={['Prop', 'Type', 'What it does']}
        rows={part.props.map(({ name, type, description }: Field) => [`\`${name}\``, type, description])}
      />
    </>
  )

/** A table whose cells are Markdown. */
const Rows = ({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) => (
  <Table>
    <thead>
      <tr>
        {head.map((title) => (
          <th key={title}>{title}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((cells) => (
        <tr key={cells.join()}>
          {cells.map((cell, index) => (
            <td key={head[index]}>
              <MarkdownPage>{cell.replaceAll('\\|', '|')}</MarkdownPage>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </Table>
)
