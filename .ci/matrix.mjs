// Tests every supported version of Node, React, openai and TypeScript. The fast ones are in the test command too: React 18.2 for the
// hooks, openai 7 and the newest compiler.
import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readReports, reportTo, reporting, summarize } from './reports.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const root = new URL('..', import.meta.url).pathname

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=2', ...reporting]
const nodeTests = ['--project', 'unit', '--project', 'integration']
const aiSdkTests = ['--project', 'hosts', 'packages/server/src/ai-sdk']
const consumers = '.ci/consumers.mjs'
const withReact18 = ['react@18.2.0', 'react-dom@18.2.0', '@types/react@18.3.31', '@types/react-dom@18.3.7']

/** Runs a row, and all processes it starts, with another Node. Not through npx, whose settings would be inherited. */
function onNode(version, args) {
  const node = execFileSync('npx', ['--yes', '-p', `node@${version}`, '--', 'which', 'node'], {
    encoding: 'utf8',
  }).trim()
  return [node, args, { PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}` }]
}

const rows = [
  ['Node 20: unit and integration tests', ...onNode('20.20.2', [...vitest, ...nodeTests])],
  ['Node 22: unit and integration tests', ...onNode('22.23.3', [...vitest, ...nodeTests])],
  ['Node 22: a program from tarballs', ...onNode('22.23.3', [consumers, '--only', 'node'])],
  ['Node 24: unit and integration tests', ...onNode('24.21.0', [...vitest, ...nodeTests])],
  ['Node 24: a program from tarballs', ...onNode('24.21.0', [consumers, '--only', 'node'])],
  ['Node 26: unit and integration tests', ...onNode('26.9.0', [...vitest, ...nodeTests])],
  ['Node 26: a program from tarballs', ...onNode('26.9.0', [consumers, '--only', 'node'])],
  // The packages ask for Node 22; test:hosts runs them on the Node at hand.
  ['Node 22: packages of the AI SDK', ...onNode('22.23.3', [...vitest, ...aiSdkTests])],
  ['Node 24: packages of the AI SDK', ...onNode('24.21.0', [...vitest, ...aiSdkTests])],
  ['Node 26: packages of the AI SDK', ...onNode('26.9.0', [...vitest, ...aiSdkTests])],
  ['React 18.2: hooks and components', 'node', [...vitest, '--project', 'react-18'], { REACT: '18' }],
  [
    'React 18.2: a Vite app from tarballs',
    'node',
    [consumers, '--only', 'vite', ...withReact18.flatMap((each) => ['--with', each])],
  ],
  ['openai 6: a Next app from tarballs', 'node', [consumers, '--only', 'next', '--with', 'openai@6.49.0']],
  ['openai 7: a Next app from tarballs', 'node', [consumers, '--only', 'next', '--with', 'openai@7.57.0']],
  ['TypeScript 5.9, 6.0 and 7.0: every entry', 'node', [consumers, '--only', 'types', '--every-compiler']],
].filter(([name]) => !values.only || name.includes(values.only))

const results = rows.map(([name, command, args, env = {}]) => {
  console.log(`\n${name}`)
  const started = Date.now()
  const environment = { ...process.env, ...env, ...reportTo(name) }
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment })
  return { name, result: status === 0 ? 'passed' : 'FAILED', seconds: Math.round((Date.now() - started) / 1000) }
})

console.table(results)
const failed = results.filter(({ result }) => result === 'FAILED').map(({ name }) => name)
const withTests = rows.filter(([, , args]) => args[0] === vitest[0]).map(([name]) => name)
const { hasPassed, lines } = summarize(readReports(withTests), failed)
for (const line of lines) console.log(line)
process.exit(hasPassed ? 0 : 1)
