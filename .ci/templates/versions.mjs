// A copied project gets the versions that are tested here: each range begins at the version in the workspace.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = new URL('../..', import.meta.url).pathname
const homes = [
  '.',
  ...['apps', 'packages'].flatMap((parent) =>
    readdirSync(path.join(root, parent)).map((name) => path.join(parent, name)),
  ),
]

/** The version of a dependency in the workspace; undefined if none of its members has it. */
function versionOf(name) {
  const files = homes.map((home) => path.join(root, home, 'node_modules', name, 'package.json'))
  const file = files.find((each) => existsSync(each))
  return file && JSON.parse(readFileSync(file, 'utf8')).version
}

/** @param write renews the ranges @throws Error naming the ranges that are not current */
export function checkVersions(project, { write }) {
  const file = path.join(project, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const findings = []
  for (const ranges of [manifest.dependencies, manifest.devDependencies]) {
    for (const [name, range] of Object.entries(ranges)) {
      const version = versionOf(name)
      if (version === undefined || range === `^${version}`) continue
      findings.push(`${name} is ${range}, and ^${version} is tested`)
      ranges[name] = `^${version}`
    }
  }
  if (write) writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  else if (findings.length > 0)
    throw new Error(`${findings.join('\n')}\nRenew the ranges: node .ci/templates.mjs --versions`)
}
