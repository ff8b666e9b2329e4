// Licence comments do not count: bundlers keep them out of the bundle (Vite drops them, webpack writes them to a separate file).
// Bundled as ES modules, as pages do: with `require`, each use of an external package would add the name of its module.
const modifyEsbuildConfig = (config) => ({ ...config, legalComments: 'none', format: 'esm' })

// Packages that a page has anyway or shares with other code: react, swr, the dialog of Radix, and our core.
const ignore = ['react', 'react-dom', 'swr', '@dailies/*', '@radix-ui/*', 'get-nonce']

/** Modules of @dailies/ui that are loaded on first use, each with a bound for itself and the code it shares. */
const onDemand = {
  'video-dialog': ['the dialog of VideoLibrary', '26.2 kB'],
  'compare-dialog': ['the comparison of selected videos', '17.8 kB'],
  'example-tiles': ['the examples of an empty VideoLibrary', '4.4 kB'],
  'remix-section': ['the remix panel in that dialog', '11 kB'],
  'lineage-section': ['the lineage in that dialog', '4 kB'],
  cropping: ['the crop of a first frame', '6.3 kB'],
  'saved-first-frame': ['a saved first frame', '0.7 kB'],
  'stored-frames': ['the copy of a sent first frame', '0.7 kB'],
  'shrink-image': ['the making of that copy', '0.4 kB'],
  'model-list': ['the cards of the models', '6 kB'],
  'video-picker': ['the videos of which a frame is used', '8.2 kB'],
  'phrase-tiles': ['the tiles of phrases', '9.6 kB'],
  capture: ['capturing a frame', '2.1 kB'],
  'export-shots': ['the export of a Storyboard, with mediabunny', '95 kB'],
  'zip-videos': ['the download of several videos, with client-zip', '4 kB'],
  'sheet-pictures': ['detecting and drawing spritesheets, without core', '0.4 kB'],
}

/** A component as a page loads it from its entry: by name, so that all else is tree-shaken. */
const component = (name, entry, limit) => ({
  name: `${name}, without what it loads on demand`,
  path: `packages/ui/dist/${entry}.js`,
  modifyEsbuildConfig,
  import: `{ ${name} }`,
  ignore: [...ignore, ...Object.keys(onDemand).map((module) => `./${module}-*`)],
  limit,
  gzip: true,
})

const styleSheet = (file, limit) => ({
  name: `The style sheet ${file}`,
  path: `packages/ui/dist/${file}`,
  limit,
  gzip: true,
})

export default [
  {
    name: 'VideosProvider and useVideo',
    path: 'packages/core/dist/react.js',
    modifyEsbuildConfig,
    import: '{ VideosProvider, useVideo }',
    ignore: ['react', 'react-dom'],
    limit: '11.8 kB',
    gzip: true,
  },
  {
    name: 'All of core and hooks, without SWR',
    path: 'packages/core/everything.mjs',
    modifyEsbuildConfig,
    ignore: ['react', 'react-dom', 'swr'],
    limit: '23.2 kB',
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
  component('captureFrame, usePromptTarget', 'frames', '0.7 kB'),
  component('SpritesheetScrubber', 'spritesheet-scrubber', '5.2 kB'),
  component('JobProgress', 'job-progress', '8.9 kB'),
  component('VideoPlayer', 'video-player', '11.5 kB'),
  component('VideoCompare', 'video-compare', '15.1 kB'),
  component('Storyboard', 'storyboard', '17.1 kB'),
  component('RemixPanel', 'remix-panel', '11.7 kB'),
  component('VideoPrompt', 'video-prompt', '22.9 kB'),
  component('cameraMoves, looks', 'prompt-phrases', '3.8 kB'),
  component('VideoLibrary', 'video-library', '27.9 kB'),
  ...Object.entries(onDemand).map(([module, [name, limit]]) => ({
    name: `On demand: ${name}`,
    path: `packages/ui/dist/${module}-*.js`,
    modifyEsbuildConfig,
    ignore: [
      ...ignore,
      ...Object.keys(onDemand)
        .filter((other) => other !== module)
        .map((other) => `./${other}-*`),
    ],
    limit,
    gzip: true,
  })),
  styleSheet('styles/spritesheet-scrubber.css', '3.7 kB'),
  styleSheet('styles/job-progress.css', '3.7 kB'),
  styleSheet('styles/video-player.css', '4.3 kB'),
  styleSheet('styles/video-compare.css', '5.1 kB'),
  styleSheet('styles/storyboard.css', '5.9 kB'),
  styleSheet('styles/remix-panel.css', '3.8 kB'),
  styleSheet('styles/video-prompt.css', '5 kB'),
  styleSheet('styles/video-library.css', '8.6 kB'),
  styleSheet('styles.css', '11.7 kB'),
]
