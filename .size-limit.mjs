// Licence comments do not count: bundlers keep them out of the bundle (Vite drops them, webpack writes them to a separate file).
// Bundled as ES modules, as pages do: with `require`, each use of an external package would add the name of its module.
const modifyEsbuildConfig = (config) => ({ ...config, legalComments: 'none', format: 'esm' })

// Imported by name, so that the list of all exports is tree-shaken as in a page; it would be 2 % of this bundle.
const components = '{ VideoPrompt, JobProgress, SpritesheetScrubber, VideoPlayer, RemixPanel, VideoLibrary }'

export default [
  {
    name: 'VideosProvider and useVideo',
    path: 'packages/core/dist/react.js',
    modifyEsbuildConfig,
    import: '{ VideosProvider, useVideo }',
    ignore: ['react', 'react-dom'],
    limit: '11.5 kB',
    gzip: true,
  },
  {
    name: 'All of core and hooks, without SWR',
    path: 'packages/core/everything.mjs',
    modifyEsbuildConfig,
    ignore: ['react', 'react-dom', 'swr'],
    limit: '19 kB',
    gzip: true,
  },
  {
    name: 'Previews, lazy-loaded',
    path: 'packages/core/dist/previews.js',
    modifyEsbuildConfig,
    import: '*',
    limit: '4 kB',
    gzip: true,
  },
  {
    name: 'SpritesheetScrubber alone, without core and lazy-loaded grid detection',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    import: '{ SpritesheetScrubber }',
    ignore: ['react', 'react-dom', '@dailies/*', './sheet-pictures-*'],
    limit: '4.8 kB',
    gzip: true,
  },
  {
    name: 'All components, without strings, dialog, SWR, core and lazy-loaded modules',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    import: components,
    ignore: [
      'react',
      'react-dom',
      'swr',
      '@dailies/*',
      '@radix-ui/*',
      'get-nonce',
      './chunk-*',
      './sheet-pictures-*',
      './saved-first-frame-*',
      './cropping-*',
    ],
    limit: '27.8 kB',
    gzip: true,
  },
  {
    name: 'All components with English strings, without dialog, SWR and core',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    import: components,
    ignore: ['react', 'react-dom', 'swr', '@dailies/*', '@radix-ui/*', 'get-nonce'],
    limit: '33.7 kB',
    gzip: true,
  },
  {
    name: 'Everything: components, strings, dialog, SWR, core, lazy-loaded modules',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    ignore: ['react', 'react-dom'],
    limit: '68 kB',
    gzip: true,
  },
  {
    name: 'The style sheet',
    path: 'packages/ui/dist/styles.css',
    limit: '6 KiB',
    gzip: true,
  },
]
