import { dirname, join, normalize } from 'node:path'
import { allPages, idOf } from './pages.ts'

const repository = 'https://github.com/dailies-video/dailies/blob/main/'

const fence = /^(```[\s\S]*?^```)$/gm

/**
 * Rewrites the links of a Markdown file: to a page of Storybook where there is one, else to the file in the repository.
 *
 * @param file the path of the Markdown file, from the root of the repository
 * @param shown the anchors of the file that are on the page itself
 */
export function rewriteLinks(markdown: string, file: string, shown: ReadonlySet<string> = new Set()): string {
  const pages = allPages()
  const linkTo = (target: string) => {
    if (/^[a-z]+:/.test(target)) return target
    const [path = '', hash] = target.split('#')
    if (path === '' && hash !== undefined && shown.has(hash)) return target
    const to = path === '' ? file : normalize(join(dirname(file), path))
    const page = pages.find(({ file, symbol }) => file === to && symbol?.toLowerCase() === (symbol && hash))
    if (page?.file === file && !page.symbol) return `#${hash ?? ''}`
    if (page) return `?path=/docs/${idOf(page)}${hash && !page.symbol ? `#${hash}` : ''}`
    return `${repository}${to}${hash ? `#${hash}` : ''}`
  }
  return markdown
    .split(fence)
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replaceAll(
            /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g,
            (link, image: string, text: string, target: string) => (image ? link : `[${text}](${linkTo(target)})`),
          ),
    )
    .join('')
}
