/** One server-sent event (SSE), as the HTML standard defines it in section 9.2. */
export interface ServerSentEvent {
  /** @default 'message' */
  name: string
  data: string
  /** The last event id received so far, for `Last-Event-ID`. */
  id: string | undefined
}

/**
 * Creates an incremental parser of server-sent events. Pass each chunk of text to the returned function. Comments only
 * keep the connection alive and are ignored.
 *
 * @param onId called with an id that has no event; the stream can be resumed from it too
 */
export function createEventParser(
  onEvent: (event: ServerSentEvent) => void,
  onId: (id: string) => void = () => {},
): (text: string) => void {
  let buffer = ''
  let name = ''
  let data: string[] = []
  let id: string | undefined

  const readLine = (line: string): void => {
    if (line === '') {
      if (data.length > 0) onEvent({ name: name || 'message', data: data.join('\n'), id })
      else if (id !== undefined) onId(id)
      name = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
    else if (field === 'id' && !value.includes('\0')) id = value
  }

  return (text) => {
    buffer += text
    // A lone CR at the end can be the first half of CRLF, so it stays in the buffer until the next chunk.
    const lines = buffer.split(/\r\n|\n|\r(?!$)/)
    buffer = lines.pop() ?? ''
    for (const line of lines) readLine(line)
  }
}
