/** A JSON Schema, in the dialect of OpenAPI 3.1 (2020-12). */
export type Schema = Readonly<Record<string, unknown>>

type OptionalKeys<T> = { [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? K : never }[keyof T]
type Properties<Keys extends PropertyKey> = Readonly<Record<Keys, Schema>>

/**
 * The schema of an object type: its required and its optional fields. A field that is missing here, that the type does not
 * have, or that is on the wrong side does not compile, so the document follows the types.
 */
export const objectOf = <T extends object>(
  required: Properties<Exclude<keyof T, OptionalKeys<T>>>,
  optional: Properties<OptionalKeys<T>>,
): Schema => ({ type: 'object', required: Object.keys(required), properties: { ...required, ...optional } })

/** A reference to a schema of the document. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

export const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more })
export const flag = (description: string): Schema => ({ type: 'boolean', description })
export const wholeNumber = (description: string, more: Schema = {}): Schema => ({
  type: 'integer',
  description,
  ...more,
})
export const unixSeconds = (description: string): Schema => wholeNumber(`${description}, in Unix seconds.`)
export const listOf = (items: Schema, description: string, more: Schema = {}): Schema => ({
  type: 'array',
  items,
  description,
  ...more,
})
export const constant = (value: string): Schema => ({ type: 'string', const: value })
/** Generators of clients know `const` of texts only. */
export const always = (value: boolean, description: string): Schema => ({ type: 'boolean', enum: [value], description })
export const oneOfTexts = (description: string, ...values: readonly string[]): Schema => ({
  type: 'string',
  description,
  enum: values,
})

/** The same, or null. */
export function nullable({ description, ...schema }: Schema): Schema {
  const about = description === undefined ? {} : { description }
  if (typeof schema['type'] === 'string' && schema['enum'] === undefined)
    return { ...about, ...schema, type: [schema['type'], 'null'] }
  return { ...about, anyOf: [schema, { type: 'null' }] }
}
