import { foreignName } from '../../http/read-page'
import type { DescribedOperation } from './document'

/** The parameters of a query: `metadata[key]` is an object, and a list may be joined by commas. */
export function fieldsOfQuery(
  query: URLSearchParams,
  parameters: NonNullable<DescribedOperation['parameters']>,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of query) {
    // An empty parameter is left out.
    if (foreignName.test(name) || value === '') continue
    const [, outer, key] = /^([^[]+)\[(.*)\]$/s.exec(name) ?? []
    const parameter = parameters.find((each) => each.name === (outer ?? name))
    if (outer !== undefined && key !== undefined && parameter?.style === 'deepObject') nest(fields, outer, key, value)
    else fields[name] = parameter?.schema['type'] === 'array' ? value.split(',') : value
  }
  return fields
}

/** The fields of a form, in which a file is an empty text. */
export function fieldsOfForm(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, entry] of form) {
    // A form writes a line break as two characters, which count as one.
    const value = typeof entry === 'string' ? entry.replaceAll('\r\n', '\n') : ''
    const [, list] = /^([^[]+)\[\d*\]$/.exec(name) ?? []
    const [, outer, key] = /^([^[]+)\[(.+)\]$/s.exec(name) ?? []
    if (list !== undefined) fields[list] = [...((fields[list] as unknown[] | undefined) ?? []), value]
    else if (outer !== undefined && key !== undefined) nest(fields, outer, key, value)
    else if (name in fields) fields[name] = [fields[name], value].flat()
    else fields[name] = value
  }
  return fields
}

function nest(fields: Record<string, unknown>, outer: string, key: string, value: string): void {
  fields[outer] = { ...(fields[outer] as object | undefined), [key]: value }
}
