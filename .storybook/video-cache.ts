import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RenderedVideo } from '../packages/sandbox/src/video/renderer.ts'
import { videoFiles, variants } from './fixture-video.ts'
import type { FixtureVideo } from './fixture-video.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folder = here('../node_modules/.cache/dailies-films')

const sources = '../packages/sandbox/src/video'

/** What the films are made by: other sources make other films. */
async function digestOfSources(): Promise<string> {
  const entries = await readdir(here(sources), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), ...['./fixture-video.ts', './render-fixture-video.ts'].map(here)])
    hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

const digest = digestOfSources()

/** Takes a film from the cache, or renders it and puts it there: it takes a second or two, and the tests and the build want the same ones. */
export async function cachedVideo(film: FixtureVideo, render: () => Promise<RenderedVideo>): Promise<RenderedVideo> {
  const place = join(folder, await digest)
  const fileOf = (variant: (typeof variants)[number]) => join(place, `${film.name}.${videoFiles[variant]}`)
  try {
    const [video, thumbnail, spritesheet] = await Promise.all([
      readFile(fileOf('video')),
      readFile(fileOf('thumbnail')),
      readFile(fileOf('spritesheet')),
    ])
    return { video, thumbnail, spritesheet }
  } catch {
    const rendered = await render()
    await mkdir(place, { recursive: true })
    for (const variant of variants) {
      // Whoever reads at this moment finds the whole file or none.
      const part = `${fileOf(variant)}.${process.pid}`
      await writeFile(part, rendered[variant])
      await rename(part, fileOf(variant))
    }
    return rendered
  }
}
