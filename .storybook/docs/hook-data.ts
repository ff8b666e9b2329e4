import { join } from 'node:path'
import { rewriteLinks } from './links.ts'
import { root } from './pages.ts'
import { namesIn, readReference } from './reference.ts'

/** What the page of a hook shows, as Markdown: its text in the API reference, and the types that it takes and returns. */
export function hookMarkdown(name: string, file: string): string {
  const entries = readReference(join(root, file))
  const hook = entries.find((entry) => entry.name === name)
  if (!hook) throw new Error(`${file} has no hook ${name}.`)
  const from = file === 'docs/api/ui.md' ? '@dailies/ui' : '@dailies/core/react'
  const types = [...new Set(namesIn(hook.text))].flatMap((each) => entries.filter((entry) => entry.name === each))
  const shown = new Set(types.map((type) => type.name.toLowerCase()))
  return [
    `# ${name}`,
    `\`\`\`ts\nimport { ${name} } from '${from}'\n\`\`\``,
    plain(rewriteLinks(hook.text, file, shown), 2),
    ...types.flatMap((type) => [`## ${type.name}`, plain(rewriteLinks(type.text, file, shown), 3)]),
  ].join('\n\n')
}

/** Raises the headings of an entry to a level, and shows its signature as a paragraph. */
const plain = (text: string, level: number): string =>
  text
    .replaceAll(/^(#{4,}) (Properties)$/gm, '')
    .replaceAll(/^(#{4,}) /gm, (hashes: string) => `${'#'.repeat(Math.min(6, hashes.length - 5 + level))} `)
