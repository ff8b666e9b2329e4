import { operationIdOf } from '../../http/openapi/operation-ids'
import type { RouteName } from '../../http/routes'
import { isNode, operationOf, resolve } from './document'
import type { DescribedOperation, DescribedResponse, Node, OpenAPI } from './document'
import { fieldsOfForm, fieldsOfQuery } from './request-fields'
import { createSchemaChecks } from './schema-checks'

/** A request and its response; a body that was not read is left out. */
export interface Exchange {
  method: string
  /** The route that the server finds for it. */
  route: RouteName | undefined
  /** Below the mount, such as `/videos/video_1`. */
  path: string
  query: URLSearchParams
  headers: Headers
  /** Text, or the fields of a form. */
  body?: string | FormData | undefined
  response: { status: number; headers: Headers; text?: string | undefined }
}

/** Headers that a connection or an adapter adds, and `Content-Type`, which OpenAPI has in `content`. */
const foreignHeaders = /^(?:content-type|content-length|transfer-encoding|connection|keep-alive|date|x-powered-by)$/

/** Says how something differs from the document; nothing if it does not. */
export interface Checker {
  exchange(exchange: Exchange): string[]
  /** Closed against fields that are not described. */
  answer(schema: string, value: unknown): string[]
}

export function createChecker(document: OpenAPI): Checker {
  const schemas = document.components['schemas'] ?? {}
  const checks = createSchemaChecks(document)

  function checkResponse(operation: DescribedOperation, { method, response }: Exchange): string[] {
    const { status, headers, text } = response
    const reference = operation.responses[status]
    if (!reference) return [`status ${status} is not described`]
    const described = resolve(document, reference) as DescribedResponse
    const known = new Map(Object.entries(described.headers ?? {}).map(([name, node]) => [name.toLowerCase(), node]))
    const wrongHeaders = [...headers]
      .filter(([name]) => !foreignHeaders.test(name) || known.has(name))
      .flatMap(([name, value]) => {
        const node = known.get(name)
        if (!node) return [`header ${name} is not described`]
        const schema = resolve(document, node)['schema']
        return isNode(schema) ? checks.text(schema, value).map(about(name)) : []
      })
    const type = headers.get('content-type')
    if (type === null) return text ? [...wrongHeaders, 'a body without Content-Type'] : wrongHeaders
    const content = contentOf(described.content ?? {}, type)
    if (!content) return [...wrongHeaders, `content type ${type} is not described`]
    if (method === 'HEAD' || !/json/.test(type) || text === undefined) return wrongHeaders
    const body: unknown = JSON.parse(text)
    return [...wrongHeaders, ...checks.answer(content.schema, body), ...unknownCode(content.examples, body)]
  }

  /** The codes of a response are those of its examples; with `provider_code` there may be others. */
  function unknownCode(examples: Record<string, Node> | undefined, body: unknown): string[] {
    if (!examples || 'provider_code' in examples) return []
    const codes = Object.values(examples).map((example) => codeOf(resolve(document, example)['value']))
    const code = codeOf(body)
    return codes.includes(code) ? [] : [`code ${String(code)} is not described`]
  }

  function checkRequest(operation: DescribedOperation, { query, headers, body }: Exchange): string[] {
    const parameters = operation.parameters ?? []
    const asked = parameters.filter((parameter) => parameter.in === 'query')
    const problems = Object.entries(fieldsOfQuery(query, asked)).flatMap(([name, value]) => {
      const parameter = asked.find((each) => each.name === name)
      if (parameter) return checks.text(parameter.schema, value).map(about(name))
      // Only of lists an unknown one is an error.
      return operation.operationId === 'listVideos' ? [`query ${name} is not described`] : []
    })
    for (const { name, schema } of parameters.filter((parameter) => parameter.in === 'header')) {
      const value = headers.get(name)
      if (value !== null) problems.push(...checks.text(schema, value).map(about(name)))
    }
    if (body === undefined) return problems
    const type = headers.get('content-type') ?? ''
    const content = contentOf(operation.requestBody?.content ?? {}, type)
    if (!content) return operation.requestBody ? [...problems, `request type ${type} is not described`] : problems
    if (typeof body !== 'string') return [...problems, ...checks.text(content.schema, fieldsOfForm(body))]
    // A form that came through a socket is not parsed.
    return /json/.test(type) ? [...problems, ...checks.request(content.schema, JSON.parse(body))] : problems
  }

  function exchange(each: Exchange): string[] {
    const { method, path, route, response } = each
    // The document has the methods of a path, and 405 is the answer to any other.
    if (method === 'OPTIONS' || (response.status === 405 && response.headers.has('allow'))) return []
    const found = operationOf(document, method, path)
    // Without edits, `/videos/edits` would be a video of that id.
    const operation = route && found?.operationId === operationIdOf(route, path) ? found : undefined
    const name = `${method} ${path}: `
    // What this mount does not have is answered by an error.
    if (!operation) return response.status >= 400 ? [] : [`${name}not described, but answered with ${response.status}`]
    const problems = checkResponse(operation, each)
    return (response.status < 400 ? [...problems, ...checkRequest(operation, each)] : problems).map(
      (problem) => `${name}${problem}`,
    )
  }

  return { exchange, answer: (schema, value) => checks.answer(schemas[schema] ?? never, value) }
}

const never: Node = { not: {} }

const about = (name: string) => (problem: string) => `${name}: ${problem}`

const codeOf = (body: unknown): unknown => {
  const error = isNode(body) ? body['error'] : undefined
  return isNode(error) ? error['code'] : undefined
}

/** The content of a media type, which the document may have as a range. */
function contentOf<Content>(contents: Record<string, Content>, type: string): Content | undefined {
  const name = type.split(';')[0]?.trim().toLowerCase() ?? ''
  return contents[name] ?? contents[`${name.split('/')[0]}/*`] ?? contents['*/*']
}
