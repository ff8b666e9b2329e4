import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Node, OpenAPI } from './document'
import { strict } from './strict'

/** How a value is checked against a schema of the document; says how they differ, with nothing if they do not. */
export interface SchemaChecks {
  /** A JSON answer, closed against fields that are not described. */
  answer(schema: Node, value: unknown): string[]
  /** The JSON body of a request. */
  request(schema: Node, value: unknown): string[]
  /** A value that is sent as text: of a form, a query or a header. */
  text(schema: Node, value: unknown): string[]
}

type Check = (value: unknown) => string[]

/** Each schema is compiled when it is first needed: a test needs few of them. */
export function createSchemaChecks(document: OpenAPI): SchemaChecks {
  const closed = (schema: Node): Node => strict(document, schema)
  const same = (schema: Node): Node => schema
  // `{ value }`, because ajv can only change the type of what is inside an object.
  const wrapped = (schema: Node): Node => ({ properties: { value: schema } })
  const text = createChecks(document, { coerceTypes: true }, same, wrapped)
  return {
    answer: createChecks(document, {}, closed, closed),
    request: createChecks(document, {}, same, same),
    text: (schema, value) => text(schema, { value }),
  }
}

function createChecks(
  { components: { schemas = {} } }: OpenAPI,
  options: { coerceTypes?: boolean },
  toComponent: (schema: Node) => Node,
  toSchema: (schema: Node) => Node,
): (schema: Node, value: unknown) => string[] {
  let ajv: Ajv2020 | undefined
  const checks = new Map<Node, Check>()

  function open(): Ajv2020 {
    // The validator of OpenAPI has checked the schemas themselves.
    const opened = new Ajv2020({
      ...options,
      allErrors: true,
      allowUnionTypes: true,
      strictTypes: false,
      validateSchema: false,
    })
    addFormats.default(opened)
    opened.addVocabulary(['components'])
    const components = Object.entries(schemas).map(([name, schema]) => [name, toComponent(schema)])
    opened.addSchema({ $id: 'openapi', components: { schemas: Object.fromEntries(components) } })
    return opened
  }

  function compile(schema: Node): Check {
    ajv ??= open()
    const own = JSON.stringify(toSchema(schema)).replaceAll('"#/components', '"openapi#/components')
    const validate = ajv.compile(JSON.parse(own))
    return (value) =>
      validate(value)
        ? []
        : (validate.errors ?? []).map(
            ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
          )
  }

  return (schema, value) => {
    const check = checks.get(schema) ?? compile(schema)
    checks.set(schema, check)
    return check(value)
  }
}
