/** Authenticates the owner NAME by `Authorization: Bearer NAME`. */
export const authorizeByName = (request: Request): { owner: string } | null => {
  const name = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  return name === undefined ? null : { owner: name }
}

/** The models of the upstream in tests. */
export const testModels = [
  { id: 'mini', sizes: ['320x192', '192x320'], seconds: ['1', '2', '4'], prices: { '320x192': 0.1, '192x320': 0.1 } },
]
