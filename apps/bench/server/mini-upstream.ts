import { openaiUpstream } from '@dailies/server/openai'
import type { Upstream } from '@dailies/server'

/** The sandbox's smallest model as an upstream. */
export const miniUpstream = (options: Partial<Parameters<typeof openaiUpstream>[0]> = {}): Upstream =>
  openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: 'bench',
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
    ...options,
  })

/** The owner is named by `Authorization: Bearer NAME`. */
export const authorizeByName = (request: Request): { owner: string } | null => {
  const name = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  return name === undefined ? null : { owner: name }
}

/** A create of the smallest film. */
export const creation = (owner: string, prompt: string): RequestInit => ({
  method: 'POST',
  headers: { Authorization: `Bearer ${owner}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ prompt, model: 'mini' }),
})
