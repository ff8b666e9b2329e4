import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A plain server of files, such as every static host is. */
export interface StaticHost {
  /** The address of the folder, which ends with a slash. */
  url: string
  /** The paths of all requests so far. */
  requests: string[]
  close(): Promise<void>
}

/** @param prefix where the folder is served, such as `/some/path/` */
export async function serveFolder(folder: string, prefix: string): Promise<StaticHost> {
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    requests.push(pathname)
    const name = path.normalize(decodeURIComponent(pathname.slice(prefix.length)) || 'index.html')
    try {
      if (!pathname.startsWith(prefix) || name.startsWith('..')) throw new Error('outside of the folder')
      const file = await readFile(path.join(folder, name))
      response.writeHead(200, { 'Content-Type': types[path.extname(name)] ?? 'application/octet-stream' }).end(file)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
