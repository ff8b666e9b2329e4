/** What a worker, a page and a port have in common. */
interface MessageTarget {
  postMessage(message: unknown, transfer: Transferable[]): void
}

interface MessageSource {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** A result, and what of it is transferred instead of copied. */
export interface Answer {
  result?: unknown
  transfer?: Transferable[]
}

type Reply = { result: unknown } | { error: string }

/**
 * Sends a message to another thread, and resolves with its answer.
 *
 * @throws Error with the error of the other thread
 */
export async function call<Result>(
  target: MessageTarget,
  message: unknown,
  { transfer = [], signal }: { transfer?: Transferable[]; signal?: AbortSignal | undefined } = {},
): Promise<Result> {
  signal?.throwIfAborted()
  const { port1, port2 } = new MessageChannel()
  const abort = () => port1.postMessage('abort')
  signal?.addEventListener('abort', abort)
  try {
    const reply = await new Promise<Reply>((resolve) => {
      port1.addEventListener('message', ({ data }) => resolve(data), { once: true })
      port1.start()
      target.postMessage(message, [port2, ...transfer])
    })
    if ('error' in reply) throw new Error(reply.error)
    return reply.result as Result
  } finally {
    signal?.removeEventListener('abort', abort)
    port1.close()
  }
}

/** Answers one call, whose event has this port. */
export async function answerCall(
  port: MessagePort | undefined,
  answer: (signal: AbortSignal) => Promise<Answer | void>,
): Promise<void> {
  const controller = new AbortController()
  port?.addEventListener('message', () => controller.abort(new Error('The caller does not wait any more.')))
  port?.start()
  try {
    const { result, transfer = [] } = (await answer(controller.signal)) ?? {}
    port?.postMessage({ result } satisfies Reply, transfer)
  } catch (error) {
    port?.postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies Reply)
  }
}

/** Answers every call that arrives; `ports` are those that the caller has transferred. */
export function answerCalls<Message>(
  source: MessageSource,
  answer: (message: Message, about: { signal: AbortSignal; ports: readonly MessagePort[] }) => Promise<Answer | void>,
): void {
  source.addEventListener('message', ({ data, ports: [reply, ...ports] }: MessageEvent<Message>) => {
    void answerCall(reply, (signal) => answer(data, { signal, ports }))
  })
}
