import { defineConfig } from 'tsup'

/** What the hooks take from React. */
const fromReact = [
  'createContext',
  'useCallback',
  'useContext',
  'useEffect',
  'useInsertionEffect',
  'useMemo',
  'useRef',
  'useState',
  'useSyncExternalStore',
]

export default defineConfig({
  // 'use client' stands at the top of the react entry itself: the bundler drops the directives of the files it joins.
  entry: {
    index: 'src/index.ts',
    internal: 'src/internal.ts',
    react: 'src/react/index.ts',
    previews: 'src/previews/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  sourcemap: true,
  clean: true,
  // The root and /internal share chunks. /react imports them by name, so that all share one copy.
  external: [/^@dailies\/core/],
  // A bundler keeps every import of a peer, also where nothing else of the file that had it is used: so there is one for all files.
  noExternal: [/^react$/],
  esbuildPlugins: [
    {
      name: 'react-once',
      setup(build) {
        build.onResolve({ filter: /^react$/ }, ({ namespace }) =>
          namespace === 'once' ? { path: 'react', external: true } : { path: 'react', namespace: 'once' },
        )
        build.onLoad({ filter: /^react$/, namespace: 'once' }, () => ({
          contents: `export { ${fromReact.join(', ')} } from 'react'`,
        }))
      },
    },
  ],
  dts: {
    compilerOptions: {
      ignoreDeprecations: '6.0',
      noEmit: false,
      // The types of /react come from source: on a fresh clone there is no built entry yet to take them from.
      paths: { '@dailies/core': ['./src/index.ts'], '@dailies/core/internal': ['./src/internal.ts'] },
    },
  },
})
