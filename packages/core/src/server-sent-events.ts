/** One event of a stream, in the format of the HTML standard, section 9.2. */
export interface ServerSentEvent {
  /** @default 'message' */
  name: string
  data: string
  /** Where to resume behind, if the stream has said so by now. */
  id: string | undefined
}

/**
 * Cuts a text stream into events. Give it each piece of text as it comes; comments only keep the line open and are dropped.
 *
 * @param onId hears of an id that comes without an event: from there the stream can be resumed too
 */
export function createEventParser(
  onEvent: (event: ServerSentEvent) => void,
  onId: (id: string) => void = () => {},
): (text: string) => void {
  let rest = ''
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
    rest += text
    // A lone CR at the end may be the first half of CRLF, so it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) readLine(line)
  }
}
