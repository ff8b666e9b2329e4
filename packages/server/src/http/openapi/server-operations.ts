import { headers } from './headers'
import { bodyErrors, inHeader, json, ownerErrors } from './operation'
import type { Operations } from './operation'
import { always } from './schemas/schema'
import type { Schema } from './schemas/schema'

const anyBody = { description: 'The report of the provider.', content: { '*/*': { schema: {} } } }
const received: Schema = {
  type: 'object',
  required: ['received'],
  properties: { received: always(true, 'It was received, perhaps before.') },
}
const challenge: Schema = {
  type: 'object',
  required: ['challenge'],
  properties: { challenge: { type: 'string', description: 'The `challenge` of the body.' } },
}

export const serverOperations: Operations<'capabilities' | 'openapi' | 'events' | 'webhook' | 'callback'> = {
  capabilities: () => ({
    tag: 'Server',
    summary: 'Describe the models, features and limits of the caller',
    responses: { '200': json('Capabilities', 'The capabilities.') },
    errors: ownerErrors,
  }),
  openapi: () => ({
    tag: 'Server',
    summary: 'Describe this API',
    parameters: [inHeader('If-None-Match', 'ETags that the client has.', { type: 'string' })],
    responses: {
      '200': json({ type: 'object', required: ['openapi'] }, 'This document.', 'ETag', 'Vary'),
      '304': {
        description: 'The cached document is current.',
        headers: headers('Cache-Control', 'X-Content-Type-Options', 'ETag', 'Vary'),
      },
    },
    errors: ownerErrors,
  }),
  events: ({ events }) =>
    events
      ? {
          tag: 'Server',
          summary: 'Stream the changes of the videos of the caller',
          description:
            'Server-sent events: `video` with a Video, `deleted` with its id, and `missed` if the videos must be listed again. VideoEvent is the schema of one with its data parsed.',
          parameters: [
            inHeader('Last-Event-ID', 'The last received id; the stream goes on after it.', { type: 'string' }),
          ],
          responses: {
            '200': {
              description: 'The stream.',
              headers: headers('Cache-Control', 'X-Accel-Buffering', 'X-Content-Type-Options'),
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
          },
          errors: [...ownerErrors, 'rate_limited'],
        }
      : undefined,
  webhook: ({ webhook }, path) =>
    webhook === 'any path' || (webhook === 'by id' && path.includes('{'))
      ? {
          tag: 'Server',
          summary: 'Receive a webhook of a provider',
          description: 'For the provider only. The signature authenticates it; its body has up to 65536 bytes.',
          requestBody: { ...anyBody, required: true },
          responses: { '200': json(received, 'It was received, perhaps before.') },
          errors: [...bodyErrors, 'unauthorized', 'not_found', 'internal_error', 'misconfigured', 'overloaded'],
        }
      : undefined,
  callback: ({ callbacks }) =>
    callbacks
      ? {
          tag: 'Server',
          summary: 'Receive a call that a job has ended',
          description:
            'For the provider only. The token authenticates it, and the body is not read but for a challenge.',
          requestBody: anyBody,
          responses: { '200': json({ anyOf: [received, challenge] }, 'It was received.') },
          errors: ['not_found', 'internal_error', 'misconfigured', 'overloaded'],
        }
      : undefined,
}
