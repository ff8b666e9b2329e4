// A template is complete by itself, so some of its files are copies. They stay equal.
import { readFileSync } from 'node:fs'

const groups = [
  [
    'templates/vite-express/server/upstream.ts',
    'templates/next/lib/upstream.ts',
    'examples/credits-better-auth/server/upstream.ts',
  ],
  ['templates/vite-express/src/sandbox-note.tsx', 'examples/credits-better-auth/src/sandbox-note.tsx'],
  ['templates/vite-express/server/visitor.ts', 'templates/next/lib/visitor.ts'],
  ['templates/vite-express/src/page.css', 'templates/next/app/page.css'],
  ['templates/vite-express/public/icon.svg', 'templates/next/app/icon.svg'],
]

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** @throws Error naming the copies that differ */
export function checkCopies() {
  const different = groups.flatMap(([first, ...copies]) =>
    copies.filter((copy) => read(copy) !== read(first)).map((copy) => `${copy} differs from ${first}`),
  )
  if (different.length > 0) throw new Error(different.join('\n'))
}
