// The API reference: writes docs/api from TSDoc, and fails where something public has none. In CI it writes nothing, and fails where
// docs/api is not what would be written.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Application, ReflectionKind as Kind } from 'typedoc'

const root = new URL('..', import.meta.url).pathname
const committed = join(root, 'docs/api')
const isCheck = Boolean(process.env['CI'])
const out = isCheck ? mkdtempSync(join(tmpdir(), 'dailies-api-')) : committed
const tsconfig = join(root, '.ci/tsconfig.api.json')

/** The source of every entry that a package publishes as code. One language has the shape of every other, so none is listed. */
const entryPoints = ['core', 'ui', 'server', 'sandbox'].flatMap((name) => {
  const folder = join(root, 'packages', name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.keys(exports)
    .filter((entry) => !/\.css$|\.json$|\*/.test(entry))
    .map((entry) => {
      const inside = entry === '.' ? 'index' : entry.slice(2)
      const source = [`src/${inside}.ts`, `src/${inside}/index.ts`].find((each) => existsSync(join(folder, each)))
      if (!source) throw new Error(`packages/${name} exports "${entry}", and its src has no file of that name.`)
      return join(folder, source)
    })
})

const isTold = (reflection) =>
  reflection.hasComment() ||
  [...(reflection.signatures ?? []), reflection.getSignature].some((signature) => signature?.hasComment())

/** The literals of a type whose fields a reader meets by name; a member of a union that has a comment of its own tells of its fields. */
function literals(type) {
  if (type?.type === 'reflection') return [type.declaration]
  if (type?.type === 'intersection') return type.types.flatMap(literals)
  if (type?.type !== 'union') return []
  return type.types.flatMap((each, index) => (type.elementSummaries?.[index]?.length ? [] : literals(each)))
}

/** Everything public that has no TSDoc: modules, exports, and their fields, options, props and methods. */
function untold(reflection) {
  if (reflection.kindOf([Kind.Reference, Kind.Constructor])) return []
  // Nobody reads a symbol's field, and a field of type `never` is only there to be left out.
  if (reflection.name.startsWith('[') || reflection.type?.name === 'never') return []
  const holders = [reflection, ...(reflection.kindOf([Kind.TypeAlias, Kind.Property]) ? literals(reflection.type) : [])]
  const inside = holders.flatMap((holder) => holder.children ?? []).flatMap(untold)
  return isTold(reflection) ? inside : [reflection.getFriendlyFullName(), ...inside]
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
    // The types are the compiler's business.
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
  // `core/src/react` is imported as `@dailies/core/react`.
  for (const entry of project.children) entry.name = `@dailies/${entry.name.replace('/src', '')}`
  app.validate(project)
  await app.generateOutputs(project)
  const missing = project.children.flatMap(untold)
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
let isRight = false
try {
  isRight = await build()
  if (isCheck && isRight) {
    const changed = differences()
    isRight = changed.length === 0
    for (const name of changed)
      console.error(`docs/api/${name} is not what the TSDoc says. Run: npx --yes pnpm@10.34.9 api`)
  }
  if (isRight) console.log(`api: ${entryPoints.length} entries, nothing public without TSDoc`)
} finally {
  rmSync(tsconfig, { force: true })
  if (isCheck) rmSync(out, { recursive: true, force: true })
}
process.exit(isRight ? 0 : 1)
