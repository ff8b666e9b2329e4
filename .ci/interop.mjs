// `pnpm test:interop [VERSION]`: puts LiteLLM's proxy in front of the sandbox, our server in front of that, and a client in front
// of our server. Not part of the test command: it downloads each version from PyPI.
import { runnerImport } from 'vite'
import { litellmVersions, startLiteLLM } from './interop/litellm.mjs'
import { hasPip } from './interop/python.mjs'

if (!hasPip()) {
  console.log('interop: skipped, because python3 with venv and pip is not installed')
  process.exit(0)
}

/** Imports a module from source, without a build. */
const load = async (path) => {
  const options = { resolve: { tsconfigPaths: true, noExternal: [/^@dailies\//] }, logLevel: 'error' }
  return (await runnerImport(new URL(path, import.meta.url).pathname, options)).module
}
const { openSandbox, playGateway, stepNames } = await load('../packages/server/src/testing/interop/play-gateway.ts')
const { conform } = await load('../packages/sandbox/src/conform/conform.ts')
const { tableOf } = await load('../packages/sandbox/src/conform/report-table.ts')

const [only] = process.argv.slice(2)
let failures = 0
for (const version of only === undefined ? litellmVersions : [only]) {
  console.log(`· LiteLLM ${version}`)
  const provider = await openSandbox()
  const gateway = await startLiteLLM(version, provider.baseURL)
  const failed = await playGateway({ ...gateway, dialect: 'litellm' }, provider.sandbox)
  for (const name of stepNames) {
    console.log(`  ${failed.has(name) ? '✗' : '✓'} ${name}`)
    if (failed.has(name)) console.error(failed.get(name))
  }
  const report = await conform({ ...gateway, seconds: '1', pollEvery: 1, deadline: 60 })
  console.log(tableOf(report))
  failures += failed.size + (report.usable ? 0 : 1)
  if (failed.size > 0) console.error(gateway.output())
  await gateway.close()
  await provider.close()
}
console.log(failures === 0 ? 'interop: passed' : `interop: ${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
