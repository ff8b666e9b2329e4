import { toNode } from '@dailies/server/node'
import { build, type Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVideoApi } from './video-api'

/** The pages of `top-layer-hosts.tsx`, each at its name. */
export interface HostsSite {
  origin: string
  close(): Promise<void>
}

/** Bundles a page's own copy of Radix beside that of the components: two copies do not see each other's dialogs. */
const secondCopyOfRadix: Plugin = {
  name: 'second-copy-of-radix',
  setup({ onLoad, onResolve, resolve }) {
    const namespace = 'second'
    onResolve({ filter: /another-copy-of-radix$/ }, async ({ kind, resolveDir }) => {
      const { path } = await resolve('@radix-ui/react-dialog', { kind, resolveDir })
      return { path, namespace }
    })
    onResolve({ filter: /./, namespace }, async ({ path, kind, importer }) => {
      const found = await resolve(path, { kind, resolveDir: dirname(importer) })
      return path.startsWith('@radix-ui/') ? { path: found.path, namespace } : found
    })
    onLoad({ filter: /./, namespace }, async ({ path }) => ({ contents: await readFile(path, 'utf8') }))
  },
}

const style = `.brand { --dl-accent: rgb(1, 2, 3); }
.modal { position: fixed; inset: 40px; z-index: 9999; width: auto; height: auto; overflow: auto; background: white }`

export async function serveTopLayerHosts(): Promise<HostsSite> {
  const { adapter, close } = await createVideoApi()
  const entry = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: { script: entry('top-layer-hosts.tsx'), styles: entry('../styles.css') },
    outdir: '.',
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [secondCopyOfRadix],
    logLevel: 'error',
  })
  const file = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<link rel="stylesheet" href="/styles.css"><style>${style}</style></head>
<body><div id="root"></div><script type="module" src="/script.js"></script></body></html>`
  const files: Record<string, [type: string, body: string]> = {
    '/script.js': ['text/javascript', file('script.js')],
    '/styles.css': ['text/css', file('styles.css')],
    '/favicon.ico': ['image/x-icon', ''],
  }
  const api = toNode(adapter)
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) return api(request, response)
    const [type, body] = files[request.url ?? ''] ?? ['text/html', page]
    return response.writeHead(200, { 'Content-Type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await close()
    },
  }
}
