/** One file of a request. */
export interface RequestFile {
  /** The parameter, such as `input_reference`; in a list with its position, such as `input_references.1`. */
  name: string
  file: Blob
}

/** The fields of a request that are no files: what remains is JSON. */
export type WithoutFiles<Request> = {
  [Name in keyof Request as NonNullable<Request[Name]> extends Blob | readonly Blob[] ? never : Name]: Request[Name]
}

/**
 * All files of a request, in the order of their names; files of a list in its order. Whatever concerns the files of a
 * request (fingerprint, storage, size limit) reads them here, so that no parameter is forgotten.
 */
export function filesOf(request: object): RequestFile[] {
  return Object.entries(request)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, value]: [string, unknown]): RequestFile[] => {
      if (value instanceof Blob) return [{ name, file: value }]
      if (!Array.isArray(value)) return []
      return value.flatMap((file: unknown, index) => (file instanceof Blob ? [{ name: `${name}.${index}`, file }] : []))
    })
}

/** The request without its files. */
export function withoutFiles<Request extends object>(request: Request): WithoutFiles<Request> {
  const names = new Set(filesOf(request).map(({ name }) => parameterOf(name)))
  return Object.fromEntries(Object.entries(request).filter(([name]) => !names.has(name))) as WithoutFiles<Request>
}

/** Puts files back into the request that they came from. */
export function withFiles<Request extends object>(request: Request, files: RequestFile[]): Request {
  const fields: Record<string, Blob | Blob[]> = {}
  for (const { name, file } of files) {
    const parameter = parameterOf(name)
    const list = fields[parameter]
    if (name === parameter) fields[parameter] = file
    else if (Array.isArray(list)) list.push(file)
    else fields[parameter] = [file]
  }
  return { ...request, ...fields }
}

/** The parameter of a file's name. */
export const parameterOf = (name: string): string => name.replace(/\.\d+$/, '')

/** The bytes of these files together. */
export const bytesOf = (files: readonly RequestFile[]): number => files.reduce((sum, { file }) => sum + file.size, 0)
