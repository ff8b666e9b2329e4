import { checkEvent } from './openapi/check-event'

/** One server-sent event. */
export interface SentEvent {
  event: string
  id: string
  data: Record<string, unknown>
}

/** Reads the events of a stream in order. */
export interface EventReader {
  /** Waits for the next events. @default 1 event */
  next(count?: number): Promise<SentEvent[]>
  /** The raw text received so far, including heartbeats. */
  readonly text: string
  /** Resolves when the server has ended the stream. */
  ended(): Promise<void>
  cancel(): Promise<void>
}

/** Reads the server-sent events of a response. */
export function readEvents(response: Response): EventReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let returned = 0
  const events = (): SentEvent[] =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.includes('data: '))
      .map((block) => {
        const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        return { event: field('event'), id: field('id'), data: JSON.parse(field('data')) as Record<string, unknown> }
      })
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read()
    text += value ?? ''
    return !done
  }
  return {
    next: async (count = 1) => {
      while (events().length < returned + count) if (!(await read())) throw new Error(`The stream ended after: ${text}`)
      returned += count
      const received = events().slice(returned - count, returned)
      for (const { event, data } of received) checkEvent(event, data)
      return received
    },
    get text() {
      return text
    },
    ended: async () => {
      while (await read());
    },
    cancel: () => reader.cancel(),
  }
}
