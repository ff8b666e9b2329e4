/** A schema, or another part of a document, as a test reads it. */
export interface Node {
  readonly [name: string]: unknown
}

/** An OpenAPI document, as a test reads it. */
export interface OpenAPI extends Node {
  paths: Record<string, Record<string, DescribedOperation>>
  components: Record<string, Record<string, Node>>
}

export interface DescribedOperation {
  operationId: string
  parameters?: { name: string; in: 'path' | 'query' | 'header'; schema: Node; style?: string; explode?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Node }> }
  responses: Record<string, Node>
}

export interface DescribedResponse {
  headers?: Record<string, Node>
  content?: Record<string, { schema: Node; examples?: Record<string, Node> }>
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a reference of the document points to; anything else as it is. */
export function resolve(document: OpenAPI, node: Node): Node {
  const reference = node['$ref']
  if (typeof reference !== 'string') return node
  const [, , kind = '', name = ''] = reference.split('/')
  const found = document.components[kind]?.[name]
  if (!found) throw new Error(`The document has no ${reference}.`)
  return found
}

const isVariable = (segment: string): boolean => segment.startsWith('{')

/** The operation of a request; `path` is below the mount. */
export function operationOf(document: OpenAPI, method: string, path: string): DescribedOperation | undefined {
  const segments = path.replace(/\/$/, '').split('/')
  const matches = (template: string): boolean => {
    const parts = template.split('/')
    return (
      parts.length === segments.length && parts.every((part, index) => isVariable(part) || part === segments[index])
    )
  }
  // OpenAPI matches fixed segments before variable ones, whatever the order of the paths.
  const rank = (template: string): string =>
    template
      .split('/')
      .map((part) => (isVariable(part) ? '1' : '0'))
      .join('')
  const [found] = Object.keys(document.paths)
    .filter(matches)
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
  return found === undefined ? undefined : document.paths[found]?.[(method === 'HEAD' ? 'GET' : method).toLowerCase()]
}
