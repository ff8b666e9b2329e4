import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'

/** A PostgreSQL server for the tests. */
export interface PostgresCluster {
  /** Creates a new, empty database; returns its connection string. */
  createDatabase(): Promise<string>
  stop(): void
}

const debian = '/usr/lib/postgresql'

/** The directory of `initdb` and `pg_ctl`; undefined if they are not installed. */
function findBinaries(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : []
  const installed = versions
    .map((version) => path.join(debian, version, 'bin'))
    .find((bin) => existsSync(path.join(bin, 'initdb')))
  if (installed !== undefined) return installed
  const { stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  return stdout ? stdout.trim() : undefined
}

const binaries = findBinaries()
const databaseURL = process.env['DATABASE_URL']

/** Whether PostgreSQL is available: DATABASE_URL is set, or its binaries are installed. */
export const hasPostgres = databaseURL !== undefined || binaries !== undefined

/** Starts a cluster on a free loopback port, or uses the server of DATABASE_URL. */
export async function startPostgres(): Promise<PostgresCluster> {
  const { url, stop } =
    databaseURL === undefined ? await startCluster(binaries ?? '') : { url: databaseURL, stop: () => undefined }
  const databases: string[] = []
  return {
    createDatabase: async () => {
      const name = `dailies_test_${process.pid}_${databases.push(url)}_${Math.random().toString(36).slice(2, 8)}`
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    stop,
  }
}

async function startCluster(bin: string): Promise<{ url: string; stop(): void }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-postgres-'))
  // PostgreSQL does not run as root.
  const isRoot = process.getuid?.() === 0
  const run = (program: string, args: string[]): void => {
    const command = path.join(bin, program)
    const [file, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
    execFileSync(file, all, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  if (isRoot) {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
    chownSync(directory, id('-u'), id('-g'))
    chmodSync(directory, 0o700)
  }
  const data = path.join(directory, 'data')
  const port = await freePort()
  run('initdb', ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '-D', data])
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200`
  run('pg_ctl', ['-D', data, '-o', settings, '-l', path.join(directory, 'log'), '-w', 'start'])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
