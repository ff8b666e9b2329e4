// How fast, and in how much memory, one film of 1 GiB goes to 8 clients at once. `pnpm --filter @dailies/bench content`
import { execFileSync, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { firstByteOfRange, secondsToSend } from './measure.mjs'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    mebibytes: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '3' },
  },
})
const clients = Number(values.clients)
const rounds = Number(values.rounds)
const length = Number(values.mebibytes) * 1024 ** 2

const folder = mkdtempSync(path.join(tmpdir(), 'dailies-bench-'))
const film = path.join(folder, 'video.mp4')
writeFileSync(film, Buffer.from('0000001c6674797069736f6d0000020069736f6d6176633100000000', 'hex'))
truncateSync(film, length)

const here = (name) => new URL(name, import.meta.url).pathname
const children = []
const told = (child) =>
  new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`A server of the bench ended with ${code}.`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message)
    })
  })
const start = async (program, ...args) => {
  const child = fork(here(program), args, { execArgv: ['--expose-gc'] })
  children.push(child)
  return { child, ...(await told(child)) }
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
const peakOf = (child) => {
  const answer = told(child)
  child.send('peak')
  return answer
}

/**
 * Each round measures every way twice, there and back again, and adds the two up: a machine that grows slower or quicker meanwhile then
 * meets all of them alike.
 */
async function measureAll(servers) {
  const figures = new Map(servers.map(({ name }) => [name, { rates: [], growths: [], firstBytes: [], efforts: [] }]))
  for (let round = 0; round < rounds; round += 1) {
    const sums = new Map(servers.map(({ name }) => [name, { seconds: 0, cpu: 0, growth: 0 }]))
    for (const { name, port, url, child } of [...servers, ...servers.toReversed()]) {
      const sum = sums.get(name)
      figures.get(name).firstBytes.push(await firstByteOfRange(port, url, length))
      const before = child && (await peakOf(child))
      sum.seconds += await secondsToSend(port, url, clients, length)
      if (!before) continue
      const after = await peakOf(child)
      sum.growth = Math.max(sum.growth, (after.peak - before.peak) / 1024 ** 2)
      sum.cpu += (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1e6
    }
    for (const { name, child } of servers) {
      const { seconds, cpu, growth } = sums.get(name)
      const { rates, efforts, growths } = figures.get(name)
      rates.push((2 * clients * length) / 1024 ** 2 / seconds)
      if (!child) continue
      efforts.push(cpu / ((2 * clients * length) / 1024 ** 3))
      growths.push(growth)
    }
  }
  return figures
}

try {
  const origin = await start('origin.mjs', film)
  const far = `http://127.0.0.1:${origin.port}`
  const servers = []
  for (const name of ['express.static', 'disk archive', 'http pipe', 'live proxying']) {
    servers.push({ name, ...(await start('serve.mjs', name, film, far, path.join(folder, 'archive'))) })
  }
  if (hasNginx()) servers.push({ name: 'nginx', ...(await startNginx()) })
  const figures = await measureAll(servers)
  console.log(`${values.mebibytes} MiB to ${clients} clients at once, median of ${rounds} rounds`)
  for (const [name, { rates, growths, firstBytes, efforts }] of figures) {
    const growth =
      efforts.length === 0
        ? ''
        : `, ${median(efforts).toFixed(2)} s of CPU a GiB, memory +${median(growths).toFixed(0)} MiB (first round +${growths[0].toFixed(0)})`
    console.log(
      `${name.padEnd(15)} ${median(rates).toFixed(0).padStart(5)} MiB/s, first byte of a range ${median(firstBytes).toFixed(1)} ms${growth}`,
    )
  }
  // Of the rounds' own ratios: a moment in which the machine is busy then meets both.
  const share = (one, other, of) => {
    const [mine, theirs] = [figures.get(one)?.[of] ?? [], figures.get(other)?.[of] ?? []]
    return mine.length > 0 && theirs.length > 0
      ? median(mine.map((figure, round) => figure / theirs[round]))
      : undefined
  }
  const grown = (name) => Math.max(...figures.get(name).growths)
  const held = [
    ['MiB/s, disk archive / express.static', share('disk archive', 'express.static', 'rates'), (value) => value >= 1],
    ['MiB/s, disk archive / nginx', share('disk archive', 'nginx', 'rates')],
    ['MiB/s, live proxying / http pipe', share('live proxying', 'http pipe', 'rates'), (value) => value >= 0.8],
    ['CPU, http pipe / live proxying', share('http pipe', 'live proxying', 'efforts')],
    ['CPU, express.static / disk archive', share('express.static', 'disk archive', 'efforts')],
    ...['disk archive', 'live proxying'].map((name) => [
      `largest memory growth, ${name} / express.static`,
      grown(name) / grown('express.static'),
      (value) => value <= 1.5,
    ]),
  ]
  for (const [what, value, keeps] of held) {
    if (value === undefined) continue
    const isMissed = keeps?.(value) === false
    if (isMissed) process.exitCode = 1
    console.log(`${what}: ${value.toFixed(2)}${keeps ? (isMissed ? ' MISSED' : ' kept') : ''}`)
  }
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
