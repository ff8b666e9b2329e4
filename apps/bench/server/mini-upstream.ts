import { openaiUpstream } from '@dailies/server/openai'
import type { Upstream } from '@dailies/server'

/** An upstream with the smallest model of the sandbox. */
export const miniUpstream = (options: Partial<Parameters<typeof openaiUpstream>[0]> = {}): Upstream =>
  openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: 'bench',
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
    ...options,
  })

/** Authorization by `Authorization: Bearer NAME`, where NAME is the owner. */
export const authorizeByName = (request: Request): { owner: string } | null => {
  const name = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  return name === undefined ? null : { owner: name }
}

/** A create request for the smallest video. */
export const createRequest = (owner: string, prompt: string, metadata: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { Authorization: `Bearer ${owner}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ prompt, model: 'mini', metadata }),
})
