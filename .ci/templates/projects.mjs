// What people copy, and how it is used. Projects that are `isSlow` are only checked for types, unless they are installed.
import { cpSync } from 'node:fs'
import path from 'node:path'
import { checkBundle } from '../browser-bundle.mjs'
import { run } from '../install-packed.mjs'
import { playVideo } from '../play-video.mjs'
import { checkCredits } from './credits.mjs'
import { checkHooks } from './hooks.mjs'
import { freePort, startServer, stopServers } from '../start-server.mjs'
import { checkDailyLimit, checkVisitors, newVisitor } from './visitors.mjs'

// Keys of the developer's own shell would make real videos.
const noKeys = { GEMINI_API_KEY: '', FAL_KEY: '', REPLICATE_API_TOKEN: '', OPENROUTER_API_KEY: '', VIDEOS_PER_DAY: '' }

const start = async (folder, env = {}) =>
  startServer('npm', ['start'], folder, {
    ...noKeys,
    SANDBOX_JOB_SECONDS: '1',
    PORT: String(await freePort()),
    ...env,
  })

/** Makes a video in the page; its visitor, and no other, has it, also after a restart. */
async function playTemplate(folder) {
  const visitor = await playVideo(await start(folder))
  stopServers()
  await checkVisitors(await start(folder), visitor)
}

// In place of the provider's API: it rejects every request, so nothing leaves this machine.
const rejectAll = `globalThis.fetch = async () => Response.json({ error: { code: 400, message: 'Rejected.' } }, { status: 400 })`
const withoutProvider = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(rejectAll)}` }

/** With a key, the models of its provider are on offer, and visitors can create only so many videos a day. */
async function checkProvider(folder, { env, models, videosPerDay }) {
  const url = await start(folder, { ...withoutProvider, ...env })
  const headers = { cookie: await newVisitor(url) }
  const response = await fetch(`${url}/api/videos/capabilities`, { headers })
  const found = (await response.json()).models.map(({ id }) => id)
  if (!models.every((id) => found.includes(id))) throw new Error(`With ${Object.keys(env)} the models are ${found}.`)
  await checkDailyLimit(url, videosPerDay)
  stopServers()
}

async function checkProviders(folder) {
  const gemini = { env: { GEMINI_API_KEY: 'a-key' }, models: ['gemini-omni-1.1-flash'] }
  await checkProvider(folder, { ...gemini, videosPerDay: 10 })
  const fal = { env: { FAL_KEY: 'a-key', VIDEOS_PER_DAY: '12' }, models: ['fal-ai/veo3.1'] }
  await checkProvider(folder, { ...fal, videosPerDay: 2 })
}

/** The development server, with the packages that a reader has. */
async function playInDevelopment(folder) {
  const args = ['run', 'dev', '--', '--port', String(await freePort())]
  const url = await startServer('npm', args, folder, { ...noKeys, SANDBOX_JOB_SECONDS: '1' })
  // It compiles each route on its first request, which may take longer than a browser waits.
  for (const route of ['/', '/api/videos', '/api/videos/none/content']) await fetch(new URL(route, url))
  await playVideo(url)
}

export const projects = {
  'vite-express': {
    directory: 'templates/vite-express',
    play: async (folder) => {
      checkBundle(path.join(folder, 'dist/page'))
      await playTemplate(folder)
      await checkProviders(folder)
    },
    playInstalled: playInDevelopment,
  },
  next: {
    directory: 'templates/next',
    isSlow: true,
    // The types of its routes and of imported pictures.
    prepare: (folder) => run('node', ['node_modules/next/dist/bin/next', 'typegen'], folder),
    play: async (folder) => {
      checkBundle(path.join(folder, '.next/static'))
      await playTemplate(folder)
      await checkProviders(folder)
    },
    playInstalled: playInDevelopment,
  },
  'hooks-only': {
    directory: 'examples/hooks-only',
    isSlow: true,
    play: async (folder) => {
      checkBundle(path.join(folder, 'dist'))
      await checkHooks(await start(folder))
    },
  },
  'credits-better-auth': {
    directory: 'examples/credits-better-auth',
    isSlow: true,
    prepare: (folder) =>
      cpSync(new URL('better-auth.d.ts', import.meta.url), path.join(folder, 'server/better-auth.d.ts')),
    play: async (folder) => {
      checkBundle(path.join(folder, 'dist/page'), ['better-auth.session_token'])
      await checkCredits(await start(folder))
    },
  },
}
