// Names in the prose of the documents exist: in a source that people can read, or in a block of code of a document.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { proseOf } from './anchors.mjs'
import { blocksOf, filesIn } from './documents.mjs'

const root = new URL('..', import.meta.url).pathname

/** Names of other libraries that no code here uses. */
const others = new Map([
  ['better-auth', ['emailVerification']],
  ['Mantine', ['MantineProvider', 'defaultColorScheme', 'portalProps']],
  ['Next', ['cacheComponents']],
  ['TanStack AI', ['cancelVideoJob', 'joinRun', 'onStatusUpdate', 'runId', 'threadId', 'withGenerationPersistence']],
])

const sources = ['core', 'ui', 'server', 'sandbox', 'sandbox-renderer'].map((name) => `packages/${name}/src`)

function knownNames(documents) {
  const files = [...sources, 'templates', 'examples']
    .flatMap((folder) => filesIn(folder, ''))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules/'))
  const texts = [
    ...files.map((file) => readFileSync(join(root, file), 'utf8')),
    ...documents.flatMap((document) => blocksOf(document).map(({ code }) => code)),
  ]
  return new Set([...others.values(), ...texts.map((text) => text.match(/\w+/g) ?? [])].flat())
}

/** A name of two or more words, such as `useVideo`, `VideoPrompt` or `toExpress(videos)`. */
const name = /^([a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)(?:\(.*\))?$/

/** @returns where a document names what does not exist. Decisions keep the names of their time. */
export function findUnknownNames(documents) {
  const known = knownNames(documents)
  return documents
    .filter((document) => !document.startsWith('decisions/'))
    .flatMap((document) =>
      [...proseOf(join(root, document)).matchAll(/`([^`\n]+)`/g)]
        .map(([, code]) => name.exec(code)?.[1])
        .filter((each) => each !== undefined && !known.has(each))
        .map((each) => `${document}: no source and no example has the name ${each}`),
    )
}
