import { build, type Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servePages, type PagesSite } from './serve-pages'

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

/** Serves the pages of `top-layer-hosts.tsx`, each at its name. */
export async function serveTopLayerHosts(): Promise<PagesSite> {
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
  return servePages((path) => {
    if (path === '/script.js') return ['text/javascript', file('script.js')]
    if (path === '/styles.css') return ['text/css', file('styles.css')]
    return path === '/favicon.ico' ? undefined : ['text/html', page]
  })
}
