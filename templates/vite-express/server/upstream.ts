import { randomInt } from 'node:crypto'
import { routeUpstreams } from '@dailies/server'
import type { RoutedUpstreams, TotalLimits, Upstream } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { openaiUpstream, readOpenRouterModels } from '@dailies/server/openai'
import { replicateUpstream } from '@dailies/server/replicate'

/** Limits over all visitors together; each visitor has limits of their own beside them. */
const limitsOfSandbox = { activeJobs: 12 }

/** With a provider there is always a limit per day, because visitors cost money. It counts videos: not every model has a known price. */
const defaultVideosPerDay = 10

const limitsOfProviders = ({ VIDEOS_PER_DAY, SPEND_PER_DAY }: NodeJS.ProcessEnv) => ({
  ...limitsOfSandbox,
  videosPerDay: Number(VIDEOS_PER_DAY || defaultVideosPerDay),
  ...(SPEND_PER_DAY ? { spendPerDay: Number(SPEND_PER_DAY) } : {}),
})

/** What makes the videos. */
interface OpenedUpstream {
  upstream: RoutedUpstreams
  totalLimits: TotalLimits
  /** The name of their data: videos of the sandbox are kept apart, and count towards no limit of a provider. */
  dataName: 'videos' | 'sandbox'
}

/** Every provider whose key is set, otherwise the sandbox. Their names are stored with the videos: do not rename them. */
export async function openUpstream(): Promise<OpenedUpstream> {
  const { GEMINI_API_KEY, FAL_KEY, REPLICATE_API_TOKEN, OPENROUTER_API_KEY } = process.env
  const upstreams: Record<string, Upstream> = {}
  if (GEMINI_API_KEY) upstreams['gemini'] = geminiUpstream({ apiKey: GEMINI_API_KEY })
  if (FAL_KEY) upstreams['fal'] = falUpstream({ apiKey: FAL_KEY })
  if (REPLICATE_API_TOKEN) upstreams['replicate'] = replicateUpstream({ apiKey: REPLICATE_API_TOKEN })
  if (OPENROUTER_API_KEY) upstreams['openrouter'] = await openRouterUpstream(OPENROUTER_API_KEY)
  const names = Object.keys(upstreams)
  if (names.length === 0) {
    const upstream = routeUpstreams({ sandbox: await sandboxUpstream() })
    return { upstream, totalLimits: limitsOfSandbox, dataName: 'sandbox' }
  }
  const totalLimits = limitsOfProviders(process.env)
  console.log(
    `Videos are made by ${names.join(', ')}, at your expense: at most ${totalLimits.videosPerDay} a day for all visitors together (VIDEOS_PER_DAY).`,
  )
  return { upstream: routeUpstreams(upstreams), totalLimits, dataName: 'videos' }
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
