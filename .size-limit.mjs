// Bundlers keep notices of licences out of what a page loads (Vite drops them, webpack writes them to a file of their own), so they do not count.
// As modules, which is what they build: where what is left out is required, each use of it grows by the name of its module.
const modifyEsbuildConfig = (config) => ({ ...config, legalComments: 'none', format: 'esm' })

// As a page names them: the list of all that an entry exports stays behind in no bundle of a page, and would be a fiftieth of this one.
const components = '{ VideoPrompt, JobProgress, SpritesheetScrubber, VideoPlayer, RemixPanel, VideoLibrary }'

export default [
  {
    name: 'VideosProvider and useVideo, with SWR',
    path: 'packages/core/dist/react.js',
    modifyEsbuildConfig,
    import: '{ VideosProvider, useVideo }',
    ignore: ['react', 'react-dom'],
    limit: '12 kB',
    gzip: true,
  },
  {
    name: 'All of core and hooks, with SWR',
    path: 'packages/core/everything.mjs',
    modifyEsbuildConfig,
    ignore: ['react', 'react-dom'],
    limit: '18 kB',
    gzip: true,
  },
  {
    name: 'Previews, loaded when wanted',
    path: 'packages/core/dist/previews.js',
    modifyEsbuildConfig,
    import: '*',
    limit: '4 kB',
    gzip: true,
  },
  {
    name: "The server's root entry, without the rooms that it loads on demand",
    path: 'packages/server/dist/index.js',
    modifyEsbuildConfig,
    ignore: [
      '@dailies/core',
      './answer-file-*',
      './archive-files-*',
      './finish-removal-*',
      './limits-*',
      './orphans-*',
      './signed-links-*',
      './take-submission-*',
      './webhook-*',
    ],
    limit: '14 kB',
    gzip: true,
  },
  {
    name: 'SpritesheetScrubber alone, without core and what looks at sheets',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    import: '{ SpritesheetScrubber }',
    ignore: ['react', 'react-dom', '@dailies/*', './sheet-pictures-*'],
    limit: '4 KiB',
    gzip: true,
  },
  {
    name: 'All components, without words, dialog, SWR, core and rooms loaded when wanted',
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
      './kept-reference-*',
      './cropping-*',
    ],
    limit: '24 KiB',
    gzip: true,
  },
  {
    name: 'All components and their English words, without dialog, SWR and core',
    path: 'packages/ui/dist/index.js',
    modifyEsbuildConfig,
    import: components,
    ignore: ['react', 'react-dom', 'swr', '@dailies/*', '@radix-ui/*', 'get-nonce'],
    limit: '30.4 kB',
    gzip: true,
  },
  {
    name: 'Everything: components, words, dialog, SWR, core, rooms loaded when wanted',
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
