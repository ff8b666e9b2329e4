import type { ByteSource } from '../net/byte-source'
import type { Job } from '../store/job'

/** Where the texts of an event stream are sent. */
export interface TextSink {
  /** Sends a text. Returns false if it takes no more until the next `resume` of its stream. */
  write(text: string): boolean
  end(): void
}

/** Where a stream begins. */
export interface EventPosition {
  /** The position after which the stream begins. */
  afterSeq: number
  /** The client asked for earlier changes, which are too many or not known. */
  hasMissed: boolean
}

/** What a stream sends. */
export interface EventStreamOptions {
  /** Reads the changes after a position, in the order of their positions. */
  read(afterSeq: number): Promise<Job[]>
  toEvent(job: Job): string
  /** The stream has a sink. */
  onConnect(): void
  /** The stream has ended, or its reader has cancelled it. */
  onEnd(): void
}

const heartbeatText = ': heartbeat\n\n'

/**
 * One stream of events. Nothing is read or queued for a client that does not read. Between two events it holds no
 * promise, no suspended function and no web stream, which would be most of an idle stream's memory; for the same reason
 * it is a class, whose functions all streams share.
 */
export class EventStream {
  readonly #options: EventStreamOptions
  #position: number
  #pending: string[]
  #sink: TextSink | undefined
  #canWrite = false
  #mayHaveChanges = true
  #isReading = false
  #isHeartbeatDue = false
  #hasEnded = false

  constructor({ afterSeq, hasMissed }: EventPosition, options: EventStreamOptions) {
    this.#options = options
    this.#position = afterSeq
    // An id before the first event, so that a client that received no event can still resume.
    this.#pending = [`retry: 2000\nid: ${afterSeq}\n\n`, ...(hasMissed ? ['event: missed\ndata: {}\n\n'] : [])]
  }

  /** Whether it has a sink. */
  get isConnected(): boolean {
    return this.#sink !== undefined
  }

  /** Sends to this sink, from the first `resume` on. A stream that has ended ends it. */
  connect(sink: TextSink): void {
    this.#sink = sink
    if (this.#hasEnded) sink.end()
    else this.#options.onConnect()
  }

  /** The sink takes a text. */
  resume(): void {
    this.#canWrite = true
    this.#send()
  }

  /** There may be changes to read. */
  onChange(): void {
    this.#mayHaveChanges = true
    this.#send()
  }

  /** A heartbeat is due. */
  heartbeat(): void {
    this.#isHeartbeatDue = true
    this.#send()
  }

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#options.onEnd()
    this.#sink?.end()
  }

  #send(): void {
    while (this.#sink && this.#canWrite && !this.#hasEnded) {
      const text = this.#next()
      if (text === undefined) return
      this.#canWrite = false
      // A sink may call `resume` within `write`.
      if (this.#sink.write(text)) this.#canWrite = true
    }
  }

  /** The next text to send; undefined if there is none yet. */
  #next(): string | undefined {
    const text = this.#pending.shift()
    if (text !== undefined || this.#isReading) return text
    if (this.#mayHaveChanges) {
      // If the store cannot be read, the stream ends, and the client reconnects after the last event it received.
      this.#read().catch(() => this.end())
    } else if (this.#isHeartbeatDue) {
      this.#isHeartbeatDue = false
      return heartbeatText
    }
    return undefined
  }

  async #read(): Promise<void> {
    const { read, toEvent } = this.#options
    this.#isReading = true
    this.#mayHaveChanges = false
    const jobs = await read(this.#position)
    this.#isReading = false
    this.#position = jobs.at(-1)?.ownerSeq ?? this.#position
    // A full page may be followed by another.
    this.#mayHaveChanges ||= jobs.length > 0
    this.#pending = jobs.map(toEvent)
    this.#send()
  }
}

const encoder = new TextEncoder()

/** The bytes of a stream, for the body of a web response. */
export function sourceOfEvents(stream: EventStream): ByteSource {
  let answer: ((text: string | undefined) => void) | undefined
  let isConnected = false
  let hasEnded = false
  const sink: TextSink = {
    write: (text) => {
      answer?.(text)
      return false
    },
    end: () => {
      hasEnded = true
      answer?.(undefined)
    },
  }
  return {
    async read() {
      const text = await new Promise<string | undefined>((resolve) => {
        answer = resolve
        if (!isConnected) stream.connect(sink)
        isConnected = true
        if (hasEnded) resolve(undefined)
        else stream.resume()
      })
      return text === undefined ? { done: true } : { done: false, value: encoder.encode(text) }
    },
    cancel: () => stream.end(),
  }
}
