import type { RouteName } from '../routes'

/** The names of the operations. Generated clients have functions of these names, so none may be a word such as `delete`. */
const names: Readonly<Record<RouteName, string>> = {
  create: 'createVideo',
  retrieve: 'retrieveVideo',
  list: 'listVideos',
  update: 'updateVideo',
  cancel: 'cancelVideo',
  delete: 'deleteVideo',
  content: 'retrieveContent',
  remix: 'remixVideo',
  edit: 'editVideo',
  extend: 'extendVideo',
  capabilities: 'retrieveCapabilities',
  openapi: 'retrieveDocument',
  events: 'streamEvents',
  webhook: 'receiveWebhook',
  share: 'shareVideo',
  listShares: 'listShares',
  deleteShare: 'deleteShare',
  shared: 'retrieveSharedVideo',
  sharedContent: 'retrieveSharedContent',
  callback: 'receiveCallback',
}

/** The operation of a route; the same route with the id of an upstream in its path is another. */
export const operationIdOf = (name: RouteName, path: string): string =>
  path.startsWith('/videos/webhook/') ? `${names[name]}OfUpstream` : names[name]
