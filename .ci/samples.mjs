// Renders the sample videos of the sandbox anew, from the sources. Run it after a change of the renderer or of the list of samples.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const root = new URL('..', import.meta.url).pathname
const folder = join(root, 'packages/sandbox/samples')

// Through Vite, which resolves the packages to their sources.
const load = async (file) => {
  const config = { resolve: { tsconfigPaths: true }, logLevel: 'error' }
  return (await runnerImport(join(root, 'packages', file), config)).module
}
const { samples, sampleFile } = await load('sandbox/src/samples.ts')
const { videoRenderer } = await load('sandbox-renderer/src/index.ts')

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const renderer = videoRenderer()
for (const sample of samples) {
  const files = await renderer.render({ ...sample, seed: 1, prompts: [sample.prompt] })
  for (const variant of ['video', 'thumbnail', 'spritesheet']) {
    writeFileSync(join(folder, sampleFile(sample, variant)), files[variant])
  }
}
await renderer.close()

const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
console.log(`samples: ${sizes.length} files, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`)
