// Throughput and memory of serving one video of 1 GiB to 8 concurrent clients. `pnpm --filter @dailies/bench content`
import { execFileSync, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { firstByteOfRange, secondsToSend } from './http-load.mjs'

const { values: options } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    mebibytes: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '3' },
  },
})
const clients = Number(options.clients)
const rounds = Number(options.rounds)
const length = Number(options.mebibytes) * 1024 ** 2

const folder = mkdtempSync(path.join(tmpdir(), 'dailies-bench-'))
const videoFile = path.join(folder, 'video.mp4')
writeFileSync(videoFile, Buffer.from('0000001c6674797069736f6d0000020069736f6d6176633100000000', 'hex'))
truncateSync(videoFile, length)

const here = (name) => new URL(name, import.meta.url).pathname
const children = []
const nextMessage = (child) =>
  new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`A benchmark server exited with code ${code}.`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message)
    })
  })
const start = async (program, ...args) => {
  const child = fork(here(program), args, { execArgv: ['--expose-gc'] })
  children.push(child)
  return { child, ...(await nextMessage(child)) }
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

async function startNginx() {
  const port = await freePort()
  const config = path.join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;${process.getuid?.() === 0 ? ' user root;' : ''}
events {} http { access_log off; sendfile on; server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  )
  children.push(spawn('nginx', ['-c', config, '-p', folder], { stdio: 'ignore' }))
  for (let tries = 0; tries < 50; tries += 1) {
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (isOpen) return { port, url: '/video.mp4' }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('nginx did not start.')
}

const hasNginx = () => {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
const usageOf = (child) => {
  const usage = nextMessage(child)
  child.send('usage')
  return usage
}

/**
 * Each round measures every server twice, in forward and then in reverse order, and adds up the two results. A machine
 * that becomes slower or faster during a round then affects all servers equally.
 */
async function measureAll(servers) {
  const results = new Map(servers.map(({ name }) => [name, { rates: [], growths: [], firstBytes: [], cpuCosts: [] }]))
  for (let round = 0; round < rounds; round += 1) {
    const sums = new Map(servers.map(({ name }) => [name, { seconds: 0, cpu: 0, growth: 0 }]))
    for (const { name, port, url, child } of [...servers, ...servers.toReversed()]) {
      const sum = sums.get(name)
      results.get(name).firstBytes.push(await firstByteOfRange(port, url, length))
      const before = child && (await usageOf(child))
      sum.seconds += await secondsToSend(port, url, clients, length)
      if (!before) continue
      const after = await usageOf(child)
      sum.growth = Math.max(sum.growth, (after.peak - before.peak) / 1024 ** 2)
      sum.cpu += (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1e6
    }
    for (const { name, child } of servers) {
      const { seconds, cpu, growth } = sums.get(name)
      const { rates, cpuCosts, growths } = results.get(name)
      rates.push((2 * clients * length) / 1024 ** 2 / seconds)
      if (!child) continue
      cpuCosts.push(cpu / ((2 * clients * length) / 1024 ** 3))
      growths.push(growth)
    }
  }
  return results
}

try {
  const origin = await start('origin.mjs', videoFile)
  const originURL = `http://127.0.0.1:${origin.port}`
  const servers = []
  for (const name of ['express.static', 'disk archive', 'http pipe', 'live proxying']) {
    servers.push({ name, ...(await start('serve.mjs', name, videoFile, originURL, path.join(folder, 'archive'))) })
  }
  if (hasNginx()) servers.push({ name: 'nginx', ...(await startNginx()) })
  const results = await measureAll(servers)
  console.log(`${options.mebibytes} MiB to ${clients} concurrent clients, median of ${rounds} rounds`)
  for (const [name, { rates, growths, firstBytes, cpuCosts }] of results) {
    const growth =
      cpuCosts.length === 0
        ? ''
        : `, ${median(cpuCosts).toFixed(2)} s of CPU per GiB, memory +${median(growths).toFixed(0)} MiB (first round +${growths[0].toFixed(0)})`
    console.log(
      `${name.padEnd(15)} ${median(rates).toFixed(0).padStart(5)} MiB/s, first byte of a range ${median(firstBytes).toFixed(1)} ms${growth}`,
    )
  }
  // Median of the ratio of each round, because other load on the machine affects both servers of a round.
  const ratio = (name, otherName, metric) => {
    const [values, otherValues] = [results.get(name)?.[metric] ?? [], results.get(otherName)?.[metric] ?? []]
    return values.length > 0 && otherValues.length > 0
      ? median(values.map((value, round) => value / otherValues[round]))
      : undefined
  }
  // Without the first round, which also loads and compiles code, and lets the heap grow to its working size.
  const largestGrowth = (name) => Math.max(...results.get(name).growths.slice(1))
  const bounds = [
    ['MiB/s, disk archive / express.static', ratio('disk archive', 'express.static', 'rates'), (value) => value >= 1.2],
    ['MiB/s, disk archive / nginx', ratio('disk archive', 'nginx', 'rates')],
    ['MiB/s, live proxying / http pipe', ratio('live proxying', 'http pipe', 'rates'), (value) => value >= 0.8],
    ['CPU, http pipe / live proxying', ratio('http pipe', 'live proxying', 'cpuCosts')],
    ['CPU, express.static / disk archive', ratio('express.static', 'disk archive', 'cpuCosts')],
    ...[
      ['disk archive', 'express.static'],
      ['live proxying', 'http pipe'],
    ].map(([name, peer]) => [
      `largest memory growth after the first round, ${name} / ${peer}`,
      largestGrowth(name) / largestGrowth(peer),
      (value) => value <= 1.5,
    ]),
  ]
  for (const [what, value, meetsBound] of bounds) {
    if (value === undefined) continue
    const isFailed = meetsBound?.(value) === false
    if (isFailed) process.exitCode = 1
    console.log(`${what}: ${value.toFixed(2)}${meetsBound ? (isFailed ? ' FAILED' : ' passed') : ''}`)
  }
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
