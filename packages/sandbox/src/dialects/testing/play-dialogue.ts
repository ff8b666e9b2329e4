import { createSandbox } from '@dailies/sandbox'
import type { DialectName, DialectQuirk } from '@dailies/sandbox'

/**
 * A step of a dialogue: `create json`, `create form` and `create moderated` make a job, after which `ID` in a later step is its id;
 * `wait 4` turns the clock; anything else is a method and a path below `/videos`.
 */
export type Step = string

/** A step and what was answered: the status, the headers but for the length and the type of JSON, and the body in its very bytes. */
export type Recorded = readonly [step: Step, answer?: string]

/** A server and what was said to and by it. */
export interface Dialogue {
  dialect: DialectName
  quirks: readonly DialectQuirk[]
  dialogue: readonly Recorded[]
}

/** Plays the steps to a fresh sandbox, and tells what it answered. In an answer, `ID` stands for the id that create gave, `LINK` for a link to the video, `OTHER` for another id in base64. */
export async function playDialogue(
  dialect: DialectName,
  quirks: readonly DialectQuirk[],
  steps: readonly Step[],
): Promise<Recorded[]> {
  const sandbox = createSandbox({ clock: 'manual', dialect, quirks })
  const received: Recorded[] = []
  let id = ''
  const hide = (text: string) =>
    (id === '' ? text : text.replaceAll(id, 'ID').replaceAll(encodeURIComponent(id), 'ID'))
      .replace(/http:\/\/media\.sandbox\/[^"\s;]+/g, 'LINK')
      // Another long id than that of create, as LiteLLM gives for the same video.
      .replace(/(?:video_[A-Za-z0-9+/]{100,}|[A-Za-z0-9+/]{200,})=*/g, 'OTHER')

  for (const step of steps) {
    const [operation = '', what = ''] = step.split(' ')
    if (operation === 'wait') {
      await sandbox.advance(Number(what))
      received.push([step])
      continue
    }
    const [path = '', query] = what.split('?')
    const url = `http://sandbox/v1/videos${path.replace('ID', encodeURIComponent(id))}${query ? `?${query.replace('ID', encodeURIComponent(id))}` : ''}`
    const { creates } = sandbox.counters
    const asking =
      operation === 'create'
        ? sandbox.fetch('http://sandbox/v1/videos', { method: 'POST', ...creations[what]?.(dialect) })
        : sandbox.fetch(url, { method: operation, ...(operation === 'POST' ? json({ prompt: 'B' }) : {}) })
    if (dialect === 'dynamo' && operation === 'create') {
      // A synchronous server answers only when the job has ended, so the clock is turned once it has taken the job, or refused it.
      const responses: Response[] = []
      void asking.then((response) => responses.push(response))
      while (responses.length === 0 && sandbox.counters.creates === creates) await new Promise(setImmediate)
      await sandbox.advance(8)
    }
    const response = await asking
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    if (operation === 'create' && response.ok) id = /^\{"(?:id|task_id)":"([^"]+)"/.exec(text)?.[1] ?? ''
    received.push([step, hide(`${response.status}${headersOf(response)} ${magicOf(text) ?? text}`)])
  }
  await sandbox.close()
  return received
}

const json = (body: object) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const form = (fields: Record<string, string>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return { body }
}

const creations: Record<string, (dialect: DialectName) => RequestInit> = {
  json: (dialect) => json({ prompt: 'A lamp.', model: 'mini', seconds: dialect === 'dynamo' ? 2 : '2' }),
  text: () => json({ prompt: 'A lamp.', model: 'mini', seconds: '2' }),
  number: () => json({ prompt: 'A lamp.', model: 'mini', seconds: 2 }),
  bare: () => json({ prompt: 'A lamp.' }),
  form: () => form({ prompt: 'A lamp.', model: 'mini', seconds: '2' }),
  moderated: (dialect) =>
    dialect === 'vllm-omni' ? form({ prompt: 'gore', model: 'mini' }) : json({ prompt: 'gore', model: 'mini' }),
}

const magics: readonly [RegExp, string][] = [
  [/^....ftyp/s, 'MP4'],
  [/^RIFF....AVI /s, 'AVI'],
  [/^RIFF....WEBP/s, 'WebP'],
  // The markers with which a JPEG begins are no UTF-8, so each byte is decoded as U+FFFD.
  [/^\uFFFD{4}/, 'JPEG'],
]
const magicOf = (text: string) => magics.find(([magic]) => magic.test(text))?.[1]

const headersOf = ({ headers }: Response) =>
  [...headers]
    .filter(([name, value]) => name !== 'content-length' && value !== 'application/json')
    .map(([name, value]) => ` ${name}: ${value};`)
    .join('')
