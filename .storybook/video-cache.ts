import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RenderedVideo } from '../packages/sandbox/src/renderer.ts'
import { videoFiles, variants } from './fixture-video.ts'
import type { FixtureVideo } from './fixture-video.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folder = here('../node_modules/.cache/dailies-videos')

const sources = '../packages/sandbox-renderer/src'

/** Hashes the sources of the renderer: the cached videos are valid for these sources only. */
async function digestOfSources(): Promise<string> {
  const entries = await readdir(here(sources), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), ...['./fixture-video.ts', './render-fixture-video.ts'].map(here)])
    hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

const digest = digestOfSources()

/**
 * Reads a video from the cache, or renders and caches it. Rendering takes a second or two, and tests and builds need
 * the same videos.
 */
export async function cachedVideo(fixture: FixtureVideo, render: () => Promise<RenderedVideo>): Promise<RenderedVideo> {
  const directory = join(folder, await digest)
  const fileOf = (variant: (typeof variants)[number]) => join(directory, `${fixture.name}.${videoFiles[variant]}`)
  try {
    const [video, thumbnail, spritesheet] = await Promise.all([
      readFile(fileOf('video')),
      readFile(fileOf('thumbnail')),
      readFile(fileOf('spritesheet')),
    ])
    const { width, height, seconds } = fixture
    return { video, thumbnail, spritesheet, width, height, seconds }
  } catch {
    const rendered = await render()
    await mkdir(directory, { recursive: true })
    for (const variant of variants) {
      // Written to a temporary file and renamed, so that concurrent readers find the whole file or none.
      const temporary = `${fileOf(variant)}.${process.pid}`
      await writeFile(temporary, rendered[variant])
      await rename(temporary, fileOf(variant))
    }
    return rendered
  }
}
