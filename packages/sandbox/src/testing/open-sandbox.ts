import { createSandbox } from '@dailies/sandbox'
import type { SandboxOptions } from '@dailies/sandbox'

/** A sandbox with a manual clock and fixture videos, and short ways to ask it. */
export function openSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ clock: 'manual', ...options })
  const url = (path: string) => `http://sandbox/v1/videos${path}`

  const ask = async (path: string, init?: RequestInit) => {
    const response = await sandbox.fetch(url(path), init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  const post = (path: string, body: unknown) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  return {
    sandbox,
    ask,
    post,
    content: (id: string, init?: RequestInit & { variant?: string }) =>
      sandbox.fetch(url(`/${id}/content${init?.variant ? `?variant=${init.variant}` : ''}`), init),
    /** Creates a job of the quick model. */
    async create(fields: Record<string, unknown> = {}): Promise<string> {
      const { body } = await post('', { prompt: 'A lamp.', model: 'mini', ...fields })
      return body.id
    },
  }
}
