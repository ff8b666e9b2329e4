import { Ajv2020 } from 'ajv/dist/2020.js'
import { openaiSchema } from './openai-schema'
import type { SchemaName } from './openai-schema'

const ajv = new Ajv2020({ allErrors: true, schemas: [openaiSchema] })

/** Differences from the specification, one line each, such as `progress must be integer`; empty if there are none. */
export function deviationsFrom(name: SchemaName, value: unknown): string[] {
  const validate = ajv.getSchema(`${openaiSchema.$id}#/$defs/${name}`)
  if (!validate) throw new Error(`The schema has no definition of ${name}.`)
  if (validate(value) === true) return []
  const lines = (validate.errors ?? [])
    // Each branch of an anyOf reports an error; the anyOf itself reports it once.
    .filter(({ schemaPath }) => !/\/anyOf\/\d/.test(schemaPath))
    .map(({ instancePath, keyword, message, params }) => {
      const place = instancePath.slice(1).replaceAll('/', '.')
      if (keyword === 'required')
        return `${place === '' ? '' : `${place}.`}${String(params['missingProperty'])} is missing`
      return `${place === '' ? name : place} ${keyword === 'anyOf' ? 'is of another type' : (message ?? keyword)}`
    })
  return [...new Set(lines)]
}
