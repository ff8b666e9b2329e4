import { measureText } from './set-text'

/**
 * Breaks `text` into at most `maxLines` lines of at most `width` pixels: at spaces, inside a word only where it is wider than
 * a line. What does not fit ends in an ellipsis.
 */
export function wrapText(text: string, capHeight: number, width: number, maxLines: number): string[] {
  const fits = (line: string): boolean => measureText(line, capHeight) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    if (lines.length > maxLines) break
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (!fits(line) && lines.length <= maxLines) {
      const head = longestHead(line, fits)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= maxLines) return lines
  return [...lines.slice(0, maxLines - 1), shortened(lines[maxLines - 1] ?? '', fits)]
}

function longestHead(word: string, fits: (line: string) => boolean): string {
  let head = ''
  for (const character of word) {
    if (head !== '' && !fits(head + character)) break
    head += character
  }
  return head
}

function shortened(line: string, fits: (line: string) => boolean): string {
  let characters = [...line]
  while (characters.length > 1 && !fits(`${characters.join('')}…`)) characters = characters.slice(0, -1)
  return `${characters.join('').replace(/[\s.,;:–-]+$/u, '')}…`
}
