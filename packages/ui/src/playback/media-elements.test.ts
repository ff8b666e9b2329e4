import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('..', import.meta.url))

/** The modules with a media element, and by what each counts among the connections of the page. */
const countedBy: Record<string, string> = {
  'frames/open-frames.ts': 'frames/capture.ts',
  'remix-panel/remix-panel-comparison.tsx': 'playback/use-connection-from-play.ts',
  'storyboard/storyboard-player.tsx': 'storyboard/clip-loader.ts',
  'video-library/card-media.tsx': 'video-library/card-playback.ts',
  'video-library/example-tiles.tsx': 'playback/use-connection-from-play.ts',
  'video-player/video-player-media.tsx': 'playback/use-player-source.ts',
}

const read = (file: string) => readFileSync(join(source, file), 'utf8')

it('counts every media element among the connections of the page', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^testing\/|\.(test|stories)\./.test(file))
    .filter((file) =>
      /createElement\('video'\)|^\s*<video$|^\s*<video |part(<'video'.*)?\(\s*'video'/m.test(read(file)),
    )
  expect(files.toSorted()).toEqual(Object.keys(countedBy))
  for (const module of Object.values(countedBy)) expect(read(module)).toMatch(/holdConnection\(|startPreview\(/)
})
