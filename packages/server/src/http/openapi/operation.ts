import type { RouteName } from '../routes'
import type { ErrorName } from './errors'
import type { Features } from './features'
import { headers } from './headers'
import type { HeaderName } from './headers'
import { ref } from './schemas/schema'
import type { Schema } from './schemas/schema'

/** A successful response. */
export interface DescribedResponse {
  description: string
  headers: Readonly<Record<string, Schema>>
  content?: Readonly<Record<string, { schema: Schema }>>
}

/** What a client does with one route. Its path and the parameters in it are those of the route table. */
export interface Operation {
  tag: 'Videos' | 'Files' | 'Shares' | 'Server'
  summary: string
  description?: string
  /** Query and header parameters. */
  parameters?: readonly Schema[]
  requestBody?: Schema
  responses: Readonly<Record<string, DescribedResponse>>
  errors: readonly ErrorName[]
}

/** Describes a route; undefined if this mount does not have it. */
export type Describe = (features: Features, path: string) => Operation | undefined

export type Operations<Names extends RouteName> = Readonly<Record<Names, Describe>>

/** A JSON response of one of the schemas. */
export const json = (schema: string | Schema, description: string, ...more: HeaderName[]): DescribedResponse => ({
  description,
  headers: headers('Cache-Control', 'X-Content-Type-Options', ...more),
  content: { 'application/json': { schema: typeof schema === 'string' ? ref(schema) : schema } },
})

export const inQuery = (name: string, description: string, schema: Schema, more: Schema = {}): Schema => ({
  name,
  in: 'query',
  description,
  schema,
  ...more,
})
export const inHeader = (name: string, description: string, schema: Schema): Schema => ({
  name,
  in: 'header',
  description,
  schema,
})

/** Of a form, an object is sent as `metadata[key]`. */
const deepObject = { style: 'deepObject', explode: true }

/** A body in JSON, or as a form with these fields as objects. */
export const body = (json: string, form?: { schema: string; objects: readonly string[] }): Schema => ({
  required: true,
  content: {
    'application/json': { schema: ref(json) },
    ...(form && {
      'multipart/form-data': {
        schema: ref(form.schema),
        encoding: Object.fromEntries(form.objects.map((name) => [name, deepObject])),
      },
    }),
  },
})

/** The errors of every request that needs an owner. */
export const ownerErrors: readonly ErrorName[] = ['unauthorized', 'internal_error', 'misconfigured', 'overloaded']
/** And of those that change something: a page of another site must not send them. */
export const writeErrors: readonly ErrorName[] = [...ownerErrors, 'forbidden']
/** The errors of reading a body. */
export const bodyErrors: readonly ErrorName[] = ['invalid_request', 'slow_body', 'too_large', 'rate_limited']
/** The errors of asking the provider. */
export const upstreamErrors: readonly ErrorName[] = [
  'provider_code',
  'unsupported',
  'upstream_rejected',
  'upstream_failed',
  'upstream_timeout',
]
