import { parseArgs } from 'node:util'
import { conformCommand } from './conform/conform-command'
import type { Fault } from './faults/fault'
import { readFault } from './faults/read-fault'
import { loadRenderer } from './load-renderer'
import type { WebhookOptions } from './webhooks'
import { isWebhookSecret, secretForm } from './webhook-signature'
import { numberOf } from './number-of'
import { createSandbox, dialectNames, dialectQuirks, isDialectName, isDialectQuirk, listen } from './index'
import type { DialectName, DialectQuirk } from './index'

const usage = `dailies-sandbox: a fake Videos API on this machine, with the native APIs of Gemini, fal,
OpenRouter and Replicate.

  --port N         where to listen (4010; 0 takes a free port)
  --host NAME      on which address (127.0.0.1)
  --job-seconds SECONDS
                   how long a job takes (8)
  --jitter SHARE   share by which the duration differs from job to job, 0 to 1 (0)
  --clock NAME     system, or manual: POST /sandbox/advance moves it forward (system)
  --expires-after SECONDS
                   how long a video is served (3600)
  --idempotent     a repeated Idempotency-Key returns the first job
  --api-key KEY    the API key that every request must send (none; native APIs: any)
  --seed N         makes ids and videos repeatable (1)
  --renderer MODULE
                   what makes the videos: a package or file that exports videoRenderer (none: sample videos)
  --ranges         content supports Range requests
  --dialect NAME   the server whose wire is imitated (openai): ${dialectNames.join(', ')}
  --quirk NAME     behaviour of only some servers of that dialect; can be repeated:
${Object.entries(dialectQuirks)
  .map(([name, what]) => `                     ${name}: ${what}`)
  .join('\n')}
  --media-port N   where the media server of such a dialect listens (0, a free port)
  --webhook URL    receives a webhook for every settled job, signed by Standard Webhooks
  --webhook-secret SECRET
                   whsec_ and the key in base64
  --fault JSON     a fault to inject, such as {"kind":"error","status":503,"on":"retrieve","times":2}; can be repeated
  --help           this text

dailies-sandbox conform --help describes how to check another server.`

const samplesNotice =
  'Its videos are samples, whatever the prompt. To render each prompt: npm install @dailies/sandbox-renderer, then --renderer @dailies/sandbox-renderer'

/** Runs the command; resolves with the exit code when it ends, for a server on SIGINT or SIGTERM. */
export async function run(args: string[]): Promise<number> {
  try {
    const [command, ...rest] = args
    return await (command === 'conform' ? conformCommand(rest) : serve(args))
  } catch (error) {
    console.error(`dailies-sandbox: ${sentenceOf(error)}`)
    return 1
  }
}

async function serve(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      'job-seconds': { type: 'string', default: '8' },
      jitter: { type: 'string', default: '0' },
      clock: { type: 'string', default: 'system' },
      'expires-after': { type: 'string', default: '3600' },
      idempotent: { type: 'boolean', default: false },
      'api-key': { type: 'string' },
      seed: { type: 'string', default: '1' },
      renderer: { type: 'string' },
      ranges: { type: 'boolean', default: false },
      dialect: { type: 'string', default: 'openai' },
      quirk: { type: 'string', multiple: true, default: [] },
      'media-port': { type: 'string', default: '0' },
      webhook: { type: 'string' },
      'webhook-secret': { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const port = numberOf('port', values.port, isPort)
  const mediaPort = numberOf('media-port', values['media-port'], isPort)
  const dialect = nameOf('dialect', values.dialect, isDialectName)
  const renderer = values.renderer === undefined ? undefined : await loadRenderer(values.renderer)
  let mediaOrigin = ''
  const sandbox = createSandbox({
    jobDurationMs: 1_000 * numberOf('job-seconds', values['job-seconds'], (seconds) => seconds > 0),
    seed: numberOf('seed', values.seed, Number.isInteger),
    jitter: numberOf('jitter', values.jitter, (jitter) => jitter >= 0 && jitter <= 1),
    clock: nameOf('clock', values.clock, (name) => name === 'manual' || name === 'system'),
    expiresAfterMs: 1_000 * numberOf('expires-after', values['expires-after'], (seconds) => seconds > 0),
    idempotent: values.idempotent,
    ranges: values.ranges,
    dialect,
    quirks: values.quirk.map((quirk) => quirkOf(quirk, dialect)),
    faults: values.fault.map(faultOf),
    mediaOrigin: () => mediaOrigin,
    ...webhookOf(values.webhook, values['webhook-secret']),
    ...(renderer ? { renderer } : {}),
    ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
  })
  const server = await listen(sandbox, { port, host: values.host })
  const media = await listen(sandbox, { port: mediaPort, host: values.host })
  mediaOrigin = new URL(media.baseURL).origin
  console.log(`Sandbox listens at ${server.baseURL}`)
  console.log(
    `Native APIs: Gemini at ${server.geminiURL}, the queue of fal at ${server.falURL}\n             OpenRouter at ${server.openRouterURL}, Replicate at ${server.replicateURL}`,
  )
  if (!renderer) console.log(samplesNotice)
  await interrupted()
  await Promise.all([server.close(), media.close()])
  await sandbox.close()
  return 0
}

const interrupted = () =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })

const isPort = (port: number) => Number.isInteger(port) && port >= 0 && port < 65_536

function nameOf<Name extends string>(option: string, given: string, isName: (name: string) => name is Name): Name {
  if (isName(given)) return given
  throw new Error(`--${option} ${given} is unknown: see --help for the names.`)
}

function quirkOf(given: string, dialect: DialectName): DialectQuirk {
  const quirk = nameOf('quirk', given, isDialectQuirk)
  const [owners = ''] = dialectQuirks[quirk].split(':')
  if (owners.split(' and ').some((owner) => owner === dialect)) return quirk
  throw new Error(`--quirk ${quirk} belongs to ${owners}, not to ${dialect}: select it with --dialect.`)
}

function webhookOf(url: string | undefined, secret: string | undefined): { webhook?: WebhookOptions } {
  if (url === undefined) return {}
  if (!URL.canParse(url)) throw new Error(`--webhook ${url} is not a URL.`)
  if (!isWebhookSecret(secret)) throw new Error(`--webhook needs --webhook-secret. ${secretForm}`)
  return { webhook: { url, secret } }
}

function faultOf(json: string): Fault {
  try {
    return readFault(JSON.parse(json))
  } catch (error) {
    throw new Error(`--fault ${json} is invalid: ${sentenceOf(error)}`, { cause: error })
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `${error.message.replace(/^listen EADDRINUSE: /, '')}. Stop the process on that port, or choose another with --port.`
  }
  return error.message
}
