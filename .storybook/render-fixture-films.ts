import { filmRenderer } from '../packages/sandbox/src/film/film-renderer'
import { filmFiles, fixtureFilms } from './fixture-film'

/** Renders the fixture films with the sandbox's own renderer; by file name. */
export async function renderFixtureFilms(): Promise<Map<string, Uint8Array>> {
  const renderer = filmRenderer()
  const files = new Map<string, Uint8Array>()
  for (const [seed, { name, prompt, width, height, seconds }] of fixtureFilms.entries()) {
    const film = await renderer.render({ seed, width, height, seconds, prompts: [prompt] })
    files.set(`${name}.${filmFiles.video}`, film.video)
    files.set(`${name}.${filmFiles.thumbnail}`, film.thumbnail)
    files.set(`${name}.${filmFiles.spritesheet}`, film.spritesheet)
  }
  await renderer.close?.()
  return files
}
