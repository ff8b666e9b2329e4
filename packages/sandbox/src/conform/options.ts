/** The server to check, and the limits of the run. */
export interface ConformOptions {
  /** Usually ends in `/v1`. */
  baseURL: string
  apiKey?: string
  /** @default the server's own first choice */
  model?: string
  /** Pixels, as `1280x720`. @default the server's own first choice */
  size?: string
  /** Length of each video in seconds, as a string; shorter is cheaper. @default '4' */
  seconds?: string
  /** Seconds between two polls of a running job. @default 5 */
  pollEvery?: number
  /** Seconds after which a job counts as never ending. @default 900 */
  deadline?: number
  /** Sends the requests. @default the global fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
  /** Receives one line per step. */
  onStep?: (line: string) => void
}

/** The maximum cost of a run, printed before anything is created. */
export interface ConformPlan {
  /** Maximum number of created videos. */
  videos: number
  /** Total length of the videos, in seconds. */
  seconds: number
  text: string
}

/** The maximum that a run with these options creates. */
export function planConform({ baseURL, model, size, seconds = '4' }: ConformOptions): ConformPlan {
  const each = Number(seconds)
  // One video through its lifecycle, one to delete while it runs, remix and edit of the first, and its extension with both lengths.
  const videos = 5
  const total = each * 4 + each * 2
  return {
    videos,
    seconds: total,
    text:
      `This will create up to ${videos} videos at ${baseURL}, ${total} seconds in all, ` +
      `with ${model === undefined ? "the server's default model" : `the model ${model}`}` +
      `${size === undefined ? '' : ` at ${size}`}: two new ones of ${each} s, and of the first a remix, an edit and an extension ` +
      `where the server has them. It deletes what it created where it can. ` +
      `One create is invalid on purpose (no prompt, an unknown model, -1 seconds) and should cost nothing.`,
  }
}
