import { isNode, resolve } from './document'
import type { Node, OpenAPI } from './document'

/** Keywords whose values are maps of schemas, lists of schemas, or a schema. */
const maps = new Set(['properties'])
const lists = new Set(['anyOf', 'oneOf'])
const single = new Set(['items', 'additionalProperties'])

/**
 * The schema with every object closed: our own answers must have no field that the document does not describe. A client
 * must not read the document so, because a later version may add fields.
 */
export function strict(document: OpenAPI, schema: Node): Node {
  const parts = schema['allOf']
  const closed = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (maps.has(keyword) && isNode(value))
        return [keyword, Object.fromEntries(Object.entries(value).map(([name, each]) => [name, close(document, each)]))]
      if (lists.has(keyword) && Array.isArray(value)) return [keyword, value.map((each) => close(document, each))]
      if (single.has(keyword)) return [keyword, close(document, value)]
      return [keyword, value]
    }),
  )
  const isOpen = 'additionalProperties' in schema
  if (Array.isArray(parts)) {
    // Each part sees the fields of the others, so the whole is closed instead.
    const inlined = parts.filter(isNode).map((part) => {
      const { unevaluatedProperties: _, ...open } = strict(document, resolve(document, part))
      return open
    })
    return { ...closed, allOf: inlined, ...(!isOpen && { unevaluatedProperties: false }) }
  }
  return schema['properties'] !== undefined && !isOpen ? { ...closed, unevaluatedProperties: false } : closed
}

const close = (document: OpenAPI, value: unknown): unknown => (isNode(value) ? strict(document, value) : value)
