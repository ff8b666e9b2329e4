/** The value that a form field holds as JSON, or its text. */
export function fromText(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text
  } catch {
    return text
  }
}
