import { routeTable } from '../routes'
import type { RouteName } from '../routes'
import { createOperations } from './create-operations'
import { errorComponents, errorResponses, errorSchemas } from './errors'
import type { ErrorName } from './errors'
import type { Features } from './features'
import { fileOperations } from './file-operations'
import { commonHeaders, headerComponents } from './headers'
import type { Describe, Operation } from './operation'
import { operationIdOf } from './operation-ids'
import { capabilitySchemas } from './schemas/capability-schemas'
import { requestSchemas } from './schemas/request-schemas'
import type { Schema } from './schemas/schema'
import { shareSchemas } from './schemas/share-schemas'
import { eventSchemas, videoSchemas } from './schemas/video-schemas'
import { serverOperations } from './server-operations'
import { shareOperations } from './share-operations'
import { videoOperations } from './video-operations'

const operations: Readonly<Record<RouteName, Describe>> = {
  ...videoOperations,
  ...createOperations,
  ...fileOperations,
  ...shareOperations,
  ...serverOperations,
}

const pathParameters: Readonly<Record<string, string>> = {
  video_id: 'Id of a video.',
  share_id: 'Id of a share.',
  upstream_id: 'Id of the upstream, as the operator has set it.',
  token: 'What authenticates the request.',
}

/** An OpenAPI document. */
export interface OpenAPIDocument {
  openapi: string
  info: Schema
  servers: readonly { url: string }[]
  paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  components: Readonly<Record<string, Readonly<Record<string, Schema>>>>
}

/** Describes a mount: the routes of the route table that it has. */
export function createDocument(features: Features, mount: string): OpenAPIDocument {
  const common = commonHeaders(features.crossOrigin)
  const described: (readonly ErrorName[])[] = []
  const paths = Object.entries(routeTable).flatMap(([path, methods]) => {
    const item = Object.entries(methods).flatMap(([method, name]) => {
      const operation = operations[name](features, path)
      if (!operation) return []
      described.push(operation.errors)
      return [[method.toLowerCase(), toOperation(operation, name, path, common)] as const]
    })
    if (item.length === 0) return []
    return [[path, Object.fromEntries(item)] as const]
  })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Videos API',
      version: '1',
      description:
        'AI video generation: the Videos API as OpenAI specified it, and what this server adds. The app around it decides how requests are authenticated. Every GET route answers HEAD, and every path OPTIONS.',
    },
    servers: [{ url: `/${mount.replace(/^\/+/, '')}` }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: {
        ...videoSchemas,
        ...requestSchemas(features),
        ...capabilitySchemas,
        ...errorSchemas,
        ...(features.sharing && shareSchemas),
        ...(features.events && eventSchemas),
      },
      headers: headerComponents,
      ...errorComponents(described, common),
    },
  }
}

const parametersOf = (path: string): Schema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathParameters[name],
    schema: { type: 'string' },
  }))

function toOperation(
  { tag, responses, errors, ...operation }: Operation,
  name: RouteName,
  path: string,
  common: Schema,
): Schema {
  const parameters = [...parametersOf(path), ...(operation.parameters ?? [])]
  const successes = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, headers: { ...response.headers, ...common } },
  ])
  return {
    operationId: operationIdOf(name, path),
    tags: [tag],
    ...operation,
    ...(parameters.length > 0 && { parameters }),
    responses: { ...Object.fromEntries(successes), ...errorResponses(errors) },
  }
}
