import { createPng } from '../create-png'
import { isNode, resolve } from './document'
import { openai } from './openai'

const image = new Blob([createPng(1280, 720)], { type: 'image/png' })

/** Values of the fields of OpenAI's requests whose schemas do not list them. */
const values: Record<string, unknown[]> = {
  prompt: ['A lamp.', 'L'.repeat(32_000)],
  model: ['sora-2'],
  input_reference: [{ image_url: `data:image/png;base64,${Buffer.from(createPng(1280, 720)).toString('base64')}` }],
}

/** Requests of a schema of OpenAI: every value of every field once, the others at their first value or left out. */
export function requestsOf(schema: string, given: Record<string, unknown> = {}): Record<string, unknown>[] {
  const { properties, required = [] } = openai.components['schemas']?.[schema] ?? {}
  const fields = Object.entries(isNode(properties) ? properties : {}).map(([name, property]) => {
    const allowed = isNode(property) ? resolve(openai, property)['enum'] : undefined
    const known = name in given ? [given[name]] : Array.isArray(allowed) ? (allowed as unknown[]) : values[name]
    if (!known) throw new Error(`A value of ${name} is missing.`)
    return { name, known }
  })
  const isRequired = (name: string): boolean => Array.isArray(required) && required.includes(name)
  const least = Object.fromEntries(
    fields.filter(({ name }) => isRequired(name)).map(({ name, known }) => [name, known[0]]),
  )
  const whole = Object.fromEntries(fields.map(({ name, known }) => [name, known[0]]))
  return [least, whole, ...fields.flatMap(({ name, known }) => known.map((value) => ({ ...whole, [name]: value })))]
}

/** The request as a form, in which an object is sent as `video[id]`; an image also as a file. */
export function toForms(request: Record<string, unknown>): FormData[] {
  const form = (withFile: boolean): FormData => {
    const data = new FormData()
    for (const [name, value] of Object.entries(request)) {
      if (withFile && name === 'input_reference') data.set(name, image, 'first.png')
      else if (isNode(value))
        for (const [key, inner] of Object.entries(value)) data.set(`${name}[${key}]`, String(inner))
      else data.set(name, String(value))
    }
    return data
  }
  return 'input_reference' in request ? [form(false), form(true)] : [form(false)]
}
