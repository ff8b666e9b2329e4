import { sampleVideo } from '@dailies/sandbox'

/** A create of the provider, by id. */
interface Render {
  createdAt: number
  isBlocked: boolean
  isCancelled: boolean
}

/** What the next request of a method meets, once. */
type Fault = 'reject' | 'lose' | 'unreadable' | 'hang' | 'unavailable' | 'gone' | 'whole'

const renderMs = 8_000

/** The provider that the guide writes an upstream for, on a clock that the test advances. */
export function createReelProvider(key: string) {
  const renders = new Map<string, Render>()
  const faults = new Map<string, Fault>()
  const state = { now: Date.UTC(2026, 10, 22, 12), link: undefined as string | undefined, linkHasKey: false }
  const take = (name: string) => {
    const fault = faults.get(name)
    faults.delete(name)
    return fault
  }

  function renderOf(id: string, { createdAt, isBlocked, isCancelled }: Render) {
    const share = Math.min(1, (state.now - createdAt) / renderMs)
    if (isCancelled) return { id, state: 'cancelled', percent: 0, code: 'cancelled', reason: 'Cancelled.' }
    if (share < 1) return { id, state: 'running', percent: Math.floor(100 * share) }
    if (isBlocked)
      return { id, state: 'failed', percent: 0, code: 'policy', reason: 'The prompt is against our policy.' }
    const file = state.link ?? `https://reel.example/files/${id}.mp4${state.linkHasKey ? `?key=${key}` : ''}`
    return { id, state: 'done', percent: 100, file }
  }

  function create(text: string): Response {
    const fault = take('POST')
    if (fault === 'reject') return Response.json({ error: { message: `Too long, ${key}.` } }, { status: 400 })
    const id = `render-${renders.size + 1}`
    const render = { createdAt: state.now, isBlocked: text.includes('gore'), isCancelled: false }
    renders.set(id, render)
    if (fault === 'lose') throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })
    return fault === 'unreadable' ? new Response('<html>') : Response.json(renderOf(id, render))
  }

  function file(range: string | null): Response {
    const fault = take('file')
    if (fault === 'gone') return new Response(null, { status: 410 })
    const bytes = new Uint8Array(sampleVideo().video)
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
    if (start === undefined || end === undefined || fault === 'whole') return new Response(bytes)
    return new Response(bytes.slice(Number(start), Number(end) + 1), {
      status: 206,
      headers: { 'content-range': `bytes ${start}-${end}/${bytes.byteLength}` },
    })
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (request.headers.get('x-key') !== key) return Response.json({ error: { message: key } }, { status: 401 })
    if (pathname.startsWith('/files/')) return file(request.headers.get('range'))
    if (request.method === 'POST') return create(((await request.json()) as { text: string }).text)
    const id = pathname.split('/').at(-1) ?? ''
    const render = renders.get(id)
    if (take('GET') === 'unavailable') return new Response('Busy', { status: 503 })
    if (!render) return Response.json({ error: { message: `No render ${id}` } }, { status: 404 })
    if (request.method === 'DELETE' && state.now - render.createdAt < renderMs) render.isCancelled = true
    return Response.json(renderOf(id, render))
  }

  return {
    state,
    renders,
    faults,
    fetch(request: Request, { signal }: RequestInit = {}): Promise<Response> {
      const name = request.url.includes('/files/') ? 'file' : request.method
      if (faults.get(name) !== 'hang') return answer(request)
      faults.delete(name)
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    },
  }
}
