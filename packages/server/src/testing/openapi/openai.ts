import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import specification from './openai-videos.json'
import { operationOf } from './document'
import type { OpenAPI } from './document'

/**
 * OpenAI's own specification of the Videos API: of its openapi.documented.yml, as published on 31 May 2026, the paths below
 * /videos and the schemas that they refer to, without descriptions and examples. MIT, Copyright (c) OpenAI.
 */
export const openai = specification as unknown as OpenAPI

const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
ajv.addFormat('unixtime', { type: 'number', validate: Number.isSafeInteger })
ajv.addSchema({ ...specification, $id: 'openai' })

/** How a value differs from a schema of OpenAI, one line each; nothing if it does not. */
export function deviationsFrom(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(`openai#/components/schemas/${schema}`)
  if (!validate) throw new Error(`OpenAI has no schema ${schema}.`)
  if (validate(value) === true) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** The name of the schema of a successful answer, or of the body of a request. */
export function schemaNameOf(method: string, path: string, part: 'answer' | 'json' | 'form'): string {
  const operation = operationOf(openai, method, path)
  if (!operation) throw new Error(`OpenAI has no ${method} ${path}.`)
  const contents = (part === 'answer' ? operation.responses['200'] : operation.requestBody) as {
    content: Record<string, { schema: { $ref?: string } }>
  }
  const { schema } = contents.content[part === 'form' ? 'multipart/form-data' : 'application/json'] ?? {}
  return schema?.$ref?.split('/').at(-1) ?? ''
}
