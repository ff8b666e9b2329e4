// The anchors of a Markdown file: those of its headings as GitHub makes them, and those that it sets itself.
import { readFileSync } from 'node:fs'

/** A Markdown file without its blocks of code. */
export const proseOf = (file) => readFileSync(file, 'utf8').replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')

/** The anchor of a heading: its text in lower case, without punctuation, and with hyphens for spaces. */
const slugOf = (heading) =>
  heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')

const known = new Map()

/** The anchors of a file; a heading that occurs again gets a number. */
export function anchorsOf(file) {
  const found = known.get(file)
  if (found) return found
  const text = proseOf(file)
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id))
  const counts = new Map()
  for (const [, heading] of text.matchAll(/^#{1,6} +(.+?)(?: #+)?$/gm)) {
    const slug = slugOf(heading)
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    anchors.add(count === 0 ? slug : `${slug}-${count}`)
  }
  known.set(file, anchors)
  return anchors
}
