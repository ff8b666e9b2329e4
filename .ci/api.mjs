// Generates the API reference in docs/api from TSDoc, and fails if a public name has none. In CI it writes nothing and fails if docs/api
// is out of date.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Application, ReflectionKind as Kind } from 'typedoc'
import { anchorsOf } from './anchors.mjs'

const root = new URL('..', import.meta.url).pathname
const committed = join(root, 'docs/api')
const isCheck = Boolean(process.env['CI'])
const out = isCheck ? mkdtempSync(join(tmpdir(), 'dailies-api-')) : committed
const tsconfig = join(root, '.ci/tsconfig.api.json')

/**
 * Source files of all published entries. Left out are the language entries, which all have the same shape, and the internal ones,
 * which are not stable.
 */
const entryPoints = ['core', 'ui', 'server', 'sandbox', 'sandbox-renderer'].flatMap((name) => {
  const folder = join(root, 'packages', name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.keys(exports)
    .filter((entry) => !/\.css$|\.json$|\*|\/internal$/.test(entry))
    .map((entry) => {
      const inside = entry === '.' ? 'index' : entry.slice(2)
      const source = [`src/${inside}.ts`, `src/${inside}/index.ts`].find((each) => existsSync(join(folder, each)))
      if (!source) throw new Error(`packages/${name} exports "${entry}", and src has no file of that name.`)
      return join(folder, source)
    })
})

const isDocumented = (reflection) =>
  reflection.hasComment() ||
  [...(reflection.signatures ?? []), reflection.getSignature].some((signature) => signature?.hasComment())

/** Object literals of a type whose fields need TSDoc; a documented member of a union documents its own fields. */
function literals(type) {
  if (type?.type === 'reflection') return [type.declaration]
  if (type?.type === 'intersection') return type.types.flatMap(literals)
  if (type?.type !== 'union') return []
  return type.types.flatMap((each, index) => (type.elementSummaries?.[index]?.length ? [] : literals(each)))
}

/** Public modules, exports, fields, options, props and methods without TSDoc. */
function undocumented(reflection) {
  if (reflection.kindOf([Kind.Reference, Kind.Constructor])) return []
  // Symbol fields are internal, and a field of type `never` only forbids a property.
  if (reflection.name.startsWith('[') || reflection.type?.name === 'never') return []
  const holders = [reflection, ...(reflection.kindOf([Kind.TypeAlias, Kind.Property]) ? literals(reflection.type) : [])]
  const inside = holders.flatMap((holder) => holder.children ?? []).flatMap(undocumented)
  return isDocumented(reflection) ? inside : [reflection.getFriendlyFullName(), ...inside]
}

const files = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : []

function differences() {
  const names = [...new Set([...files(out), ...files(committed)])]
  const read = (folder, name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined)
  return names.filter((name) => read(out, name) !== read(committed, name))
}

/** TypeDoc numbers the anchor of a type after a method such as `Upstream.content`; the heading of `UpstreamContent` has no number. */
function mendAnchors() {
  for (const name of files(out)) {
    const file = join(out, name)
    const text = readFileSync(file, 'utf8')
    const mended = text.replaceAll(/\]\(([^)#\s]*)#([\w-]+?)(-\d+)\)/g, (link, path, anchor, number) => {
      const anchors = path.includes(':') ? undefined : anchorsOf(path === '' ? file : join(dirname(file), path))
      const isBroken = anchors && !anchors.has(`${anchor}${number}`) && anchors.has(anchor)
      return isBroken ? `](${path}#${anchor})` : link
    })
    if (mended !== text) writeFileSync(file, mended)
  }
}

async function build() {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints,
    tsconfig,
    out,
    name: 'API reference',
    readme: 'none',
    router: 'module',
    excludeScopesInPaths: true,
    // The type check is a step of its own.
    skipErrorChecking: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    disableSources: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    logLevel: 'Warn',
  })
  const project = await app.convert()
  if (!project) return false
  // `core/src/react` is published as `@dailies/core/react`.
  for (const entry of project.children) entry.name = `@dailies/${entry.name.replace('/src', '')}`
  app.validate(project)
  await app.generateOutputs(project)
  mendAnchors()
  const missing = project.children.flatMap(undocumented)
  for (const name of missing) console.error(`${name} has no TSDoc.`)
  return missing.length === 0 && !app.logger.hasErrors() && !app.logger.hasWarnings()
}

writeFileSync(
  tsconfig,
  JSON.stringify({
    extends: '../tsconfig.base.json',
    compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: ['node'] },
    files: entryPoints,
  }),
)
let isValid = false
try {
  isValid = await build()
  if (isCheck && isValid) {
    const changed = differences()
    isValid = changed.length === 0
    for (const name of changed) console.error(`docs/api/${name} is out of date. Run: npx --yes pnpm@10.34.9 api`)
  }
  if (isValid) console.log(`api: ${entryPoints.length} entries, all public names have TSDoc`)
} finally {
  rmSync(tsconfig, { force: true })
  if (isCheck) rmSync(out, { recursive: true, force: true })
}
process.exit(isValid ? 0 : 1)
