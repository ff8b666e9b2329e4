import { randomInt } from 'node:crypto'
import { routeUpstreams } from '@dailies/server'
import type { RoutedUpstreams, Upstream } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { openaiUpstream, readOpenRouterModels } from '@dailies/server/openai'
import { replicateUpstream } from '@dailies/server/replicate'

/** Every provider whose key is set, otherwise the sandbox. Their names are stored with the videos: do not rename them. */
export async function openUpstream(): Promise<RoutedUpstreams> {
  const { GEMINI_API_KEY, FAL_KEY, REPLICATE_API_TOKEN, OPENROUTER_API_KEY } = process.env
  const upstreams: Record<string, Upstream> = {}
  if (GEMINI_API_KEY) upstreams['gemini'] = geminiUpstream({ apiKey: GEMINI_API_KEY })
  if (FAL_KEY) upstreams['fal'] = falUpstream({ apiKey: FAL_KEY })
  if (REPLICATE_API_TOKEN) upstreams['replicate'] = replicateUpstream({ apiKey: REPLICATE_API_TOKEN })
  if (OPENROUTER_API_KEY) upstreams['openrouter'] = await openRouterUpstream(OPENROUTER_API_KEY)
  const names = Object.keys(upstreams)
  if (names.length > 0) console.log(`Videos are made by ${names.join(', ')}, at your expense.`)
  else upstreams['sandbox'] = await sandboxUpstream()
  return routeUpstreams(upstreams)
}

const openRouterUpstream = async (apiKey: string): Promise<Upstream> =>
  openaiUpstream({
    baseURL: 'https://openrouter.ai/api/v1',
    apiKey,
    dialect: 'openrouter',
    models: await readOpenRouterModels({ apiKey }),
  })

/** A provider in this process, whose videos show their prompt. Delete it, and its two packages, once you have a key. */
async function sandboxUpstream(): Promise<Upstream> {
  const [{ createSandbox }, { sandboxModels }, { videoRenderer }] = await Promise.all([
    import('@dailies/sandbox'),
    import('@dailies/sandbox/models'),
    import('@dailies/sandbox-renderer'),
  ])
  const sandbox = createSandbox({
    renderer: videoRenderer(),
    jobDurationMs: 1_000 * Number(process.env['SANDBOX_JOB_SECONDS'] || 8),
    concurrency: 4,
    // Its ids are derived from the seed, and those of an earlier start are in the database.
    seed: randomInt(2 ** 31),
  })
  console.log('Videos are made by the sandbox: free, and not of a real model. For real ones, set a key in .env.')
  return openaiUpstream({
    baseURL: 'http://sandbox/v1',
    apiKey: 'none',
    models: sandboxModels,
    fetch: (request, init) => sandbox.fetch(request, init),
  })
}
