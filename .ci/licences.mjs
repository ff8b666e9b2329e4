// Lists whose code a user of each package installs, and under which licence. `--write` renews docs/licences.md; without it, it must be current.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import prettier from 'prettier'

const root = new URL('..', import.meta.url).pathname
const target = path.join(root, 'docs/licences.md')
// Copyleft by file or by library at most: an app that installs us does not have to publish its own source.
const allowed = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'MPL-2.0',
  'LGPL-3.0-or-later',
])

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))

/** A binary's name without its platform, so that the list is the same on every machine. */
const familyOf = ({ name, paths }) => {
  const { os, cpu } = manifestOf(paths[0])
  return os || cpu ? name.replace(/-(linux|linuxmusl|darwin|win32|freebsd)-.*$/, '-*') : name
}

function installedBy(folder) {
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['--yes', 'pnpm@10.34.9', 'licenses', 'list', '--prod', '--json', '--filter', `./packages/${folder}`],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The licences of ${folder} could not be listed.\n${stdout}${stderr}`)
  if (!stdout.trimStart().startsWith('{')) return []
  const rows = Object.values(JSON.parse(stdout))
    .flat()
    // Types are compiled away.
    .filter(({ name }) => !name.startsWith('@types/') && name !== 'csstype' && name !== 'undici-types')
    .map((each) => [familyOf(each), each.license])
  return [...new Map(rows)].toSorted(([one], [other]) => (one < other ? -1 : 1))
}

const packages = ['core', 'ui', 'server', 'sandbox', 'sandbox-renderer'].map((folder) => [
  `@dailies/${folder}`,
  installedBy(folder),
])

const unknown = packages.flatMap(([, rows]) => rows).filter(([, licence]) => !allowed.has(licence))
if (unknown.length > 0) {
  console.error(`licences: not on the list of allowed ones: ${unknown.map((row) => row.join(' ')).join(', ')}`)
  process.exit(1)
}

const text = await prettier.format(
  [
    '# Licences',
    'Dailies is MIT licensed. This is whose code comes with each package: its dependencies and theirs, React and the other required peers included. Optional peers, such as a database driver, are yours to choose. Made by `node .ci/licences.mjs --write`; the test command checks that it is current.',
    ...packages.flatMap(([name, rows]) => [
      `## ${name}`,
      rows.length === 0
        ? 'Nothing but its own.'
        : ['| Package | Licence |', '| --- | --- |', ...rows.map((row) => `| \`${row[0]}\` | ${row[1]} |`)].join('\n'),
    ]),
    '## Files of our own',
    'Everything in a package is ours and MIT licensed, as the test command checks: source maps name no file of others, and each tarball has its licence. The videos and pictures of the sandbox, the studio, Storybook and the README were rendered by `@dailies/sandbox-renderer` from shapes and letters that its source draws. No picture, font or sound comes from elsewhere; the icons are installed with `lucide`.',
    '`h264-mp4-encoder` (MIT) contains compiled code of minih264 (public domain) and of libmp4v2 (MPL-1.1). H.264 and AAC are patented in some countries: only the renderer encodes them, and it is for demos and tests.',
    '## In built pages',
    'The studio, the static demo and the static Storybook contain the code of packages. Each has a page `licences.html` with their texts, made by its build from what it bundles.',
    '## In the tests',
    "[openai-videos.json](../packages/server/src/testing/openapi/openai-videos.json) is an excerpt of OpenAI's specification (MIT, Copyright (c) OpenAI). It is in no package.",
  ].join('\n\n'),
  { ...(await prettier.resolveConfig(target)), parser: 'markdown' },
)

if (process.argv.includes('--write')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error('licences: docs/licences.md is not current. Renew it: node .ci/licences.mjs --write')
  process.exit(1)
}
console.log('licences: all allowed and listed')
