/** The value of a parameter. */
export type ParameterValue = string | number | boolean

/** What every parameter has. */
interface ParameterBase {
  /** The name in `parameters` of a request: lower-case letters, digits and `_`, such as `guidance_scale`. */
  name: string
  /** Display name. */
  label: string
  /** One line that explains it. @default none */
  description?: string
}

/**
 * A parameter of one model beside the common fields of a create, declared by the operator: a page shows a control for
 * it, and the server validates it and sends it to the provider.
 */
export type ModelParameter = ParameterBase &
  (
    | {
        /** What values it has. */
        type: 'number' | 'integer'
        /** The smallest allowed value. @default none */
        minimum?: number
        /** The largest allowed value. @default none */
        maximum?: number
        /** Sent if the request does not set it. @default the provider's own */
        default?: number
      }
    | {
        /** What values it has. */
        type: 'boolean'
        /** Sent if the request does not set it. @default the provider's own */
        default?: boolean
      }
    | {
        /** What values it has. */
        type: 'string'
        /** Maximum length, in characters. @default 1_000 */
        max_length?: number
        /** Sent if the request does not set it. @default the provider's own */
        default?: string
      }
    | {
        /** What values it has. */
        type: 'choice'
        /** The allowed values with their display names. */
        options: { value: string; label: string }[]
        /** Sent if the request does not set it. @default the provider's own */
        default?: string
      }
  )
