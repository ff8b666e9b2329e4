import { WireError } from '../wire-error'

/** Titles of errors by HTTP status, as https://replicate.com/docs/reference/http shows them; read in November 2026. */
const titles: Readonly<Record<number, string>> = {
  401: 'Unauthenticated',
  402: 'Insufficient credit',
  404: 'Not found',
  422: 'Input validation failed',
  429: 'Request was throttled',
}

/** An error as Replicate writes it. */
export const replicateErrorResponse = ({ status, message, headers }: WireError): Response =>
  Response.json({ title: titles[status] ?? 'Error', detail: message, status }, { status, headers })

export const tokenMissing = () => new WireError(401, 'You did not pass an authentication token')

export const tokenUnknown = () => new WireError(401, 'You did not pass a valid authentication token')

export const predictionNotFound = () => new WireError(404, 'The requested resource could not be found.')

/** @param problem of the field, as `Does not match pattern` */
export const invalidInput = (field: string, problem: string) => new WireError(422, `- input.${field}: ${problem}\n`)
