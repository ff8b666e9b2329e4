// Starts the servers of apps under test.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

const children = []

/** Starts a server and resolves with the first URL that it prints. */
export const startServer = (command, args, cwd, env = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, detached: true, env: { ...process.env, ...env } })
    children.push(child)
    let printed = ''
    const read = (text) => {
      printed += text
      const found = /http:\/\/[\w.]+:\d+\S*/.exec(printed)?.[0]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${command} exited with ${code}.\n${printed}`)))
  })

/** A port for a server that takes no port 0. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** Ends every started server, and what it has started. */
export function stopServers() {
  for (const child of children.splice(0)) {
    child.removeAllListeners('exit')
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has already exited.
    }
  }
}
