/** What to put to the test, and how far to go. */
export interface ConformOptions {
  /** Ends in `/v1` as a rule. */
  baseURL: string
  apiKey?: string
  /** @default the server's own first choice */
  model?: string
  /** Pixels, as `1280x720`. @default the server's own first choice */
  size?: string
  /** Seconds of each film, as a string; the fewer the cheaper. @default '4' */
  seconds?: string
  /** Seconds between two looks at a running job. @default 5 */
  pollEvery?: number
  /** Seconds after which a job is given up. @default 900 */
  deadline?: number
  /** How a request travels. @default the global fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
  /** Told in one line what is being done. */
  onStep?: (line: string) => void
}

/** What a run may cost at most, told before anything is created. */
export interface ConformPlan {
  /** Films that may be created. */
  films: number
  /** Seconds of film in all. */
  seconds: number
  text: string
}

/** The most that a run with these options creates. */
export function planConform({ baseURL, model, size, seconds = '4' }: ConformOptions): ConformPlan {
  const each = Number(seconds)
  // One film through its whole life, one to delete while it runs; remix and edit of the first; its extension holds both lengths.
  const films = 5
  const total = each * 4 + each * 2
  return {
    films,
    seconds: total,
    text:
      `This will create up to ${films} films at ${baseURL}, ${total} seconds in all, ` +
      `with ${model === undefined ? "the server's default model" : `the model ${model}`}` +
      `${size === undefined ? '' : ` at ${size}`}: two new ones of ${each} s, and of the first a remix, an edit and an extension ` +
      `where the server has them. It deletes what it created where it can. ` +
      `One create is invalid on purpose (no prompt, an unknown model, -1 seconds) and should cost nothing.`,
  }
}
