/** One server-sent event. */
export interface SentEvent {
  event: string
  id: string
  data: Record<string, unknown>
}

/** The events of a stream as they come. */
export interface EventReader {
  /** The next so many events. */
  next(count?: number): Promise<SentEvent[]>
  /** Everything that came, heartbeats too. */
  readonly text: string
  /** Resolves when the server ended the stream. */
  ended(): Promise<void>
  cancel(): Promise<void>
}

/** Reads the events of an answer. */
export function readEvents(response: Response): EventReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let taken = 0
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
      while (events().length < taken + count) if (!(await read())) throw new Error(`The stream ended after: ${text}`)
      taken += count
      return events().slice(taken - count, taken)
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
