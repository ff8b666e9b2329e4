// Renders the sample videos of the sandbox and the stills of its models anew, from the sources. Run it after a change of the renderer or of the list of samples.
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
// What the empty library of the studio plays.
const examples = join(root, 'apps/studio/src/page/examples')
mkdirSync(examples, { recursive: true })
const { videoLibrary } = await load('ui/src/strings/english/video-library.ts')
for (const [name, prompt] of Object.entries({
  lighthouse: videoLibrary.exampleOne,
  boat: videoLibrary.exampleTwo,
  balloon: videoLibrary.exampleThree,
})) {
  const { video, thumbnail } = await renderer.render({
    width: 640,
    height: 360,
    seconds: 4,
    seed: 1,
    prompts: [prompt],
  })
  writeFileSync(join(examples, `${name}.mp4`), video)
  writeFileSync(join(examples, `${name}.webp`), thumbnail)
}
const { modelSamples, modelSampleSize } = await load('sandbox/src/model-samples.ts')
mkdirSync(join(folder, 'models'))
for (const [model, prompt] of Object.entries(modelSamples)) {
  const { thumbnail } = await renderer.render({ ...modelSampleSize, seconds: 1, seed: 1, prompts: [prompt], model })
  writeFileSync(join(folder, 'models', `${model}.webp`), thumbnail)
}
await renderer.close()

const sizes = readdirSync(folder, { recursive: true })
  .map((name) => statSync(join(folder, name)))
  .filter((file) => file.isFile())
  .map(({ size }) => size)
console.log(`samples: ${sizes.length} files, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`)
