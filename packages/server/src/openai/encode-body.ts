import type { Fields } from '@dailies/core/internal'
import type { CreateVideo, ParameterValue } from '@dailies/core'
import { filesOf, parameterOf, withoutFiles } from '../store/request-files'
import type { RequestFile } from '../store/request-files'
import { dataURLOfFile, typeOfFile } from '../net/encode-file'

/** The format of a create request's body. Servers differ, and some accept only one. */
export interface BodyFormat {
  encoding: 'multipart' | 'json'
  /** The API defines `seconds` as a string; some servers accept only a number. */
  seconds: 'string' | 'number'
}

/** What a server calls the fields that OpenAI's API does not have, where its name differs from ours. */
export type FieldNames = Readonly<
  Partial<Record<'generate_audio' | 'negative_prompt' | 'last_frame' | 'input_references', string>>
>

/** The fields of a create request by the names of this server. `size` says what ratio and resolution say. */
export function wireFields(
  { parameters, aspect_ratio: _ratio, resolution: _resolution, ...request }: Omit<CreateVideo, 'metadata'>,
  names: FieldNames = {},
): { fields: [string, ParameterValue][]; files: RequestFile[] } {
  const wireName = (name: string): string => (names as Record<string, string | undefined>)[name] ?? name
  // A server has its parameters beside the common fields.
  const values = Object.entries({ ...parameters, ...withoutFiles(request) })
  return {
    fields: values.flatMap(([name, value]): [string, ParameterValue][] =>
      value === undefined ? [] : [[wireName(name), value]],
    ),
    files: filesOf(request).map(({ name, file }) => ({
      name: name.replace(parameterOf(name), wireName(parameterOf(name))),
      file,
    })),
  }
}

/** Encodes the fields of a create request in one format, multipart form data or JSON. Omits undefined fields. */
export async function encodeBody(
  request: Omit<CreateVideo, 'metadata'>,
  format: BodyFormat,
  names: FieldNames = {},
): Promise<FormData | Fields> {
  const { fields, files } = wireFields(request, names)
  if (format.encoding === 'multipart') {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, String(value))
    for (const { name, file } of files) {
      const type = await typeOfFile(file)
      const extension = type.replace(/^\w+\//, '').replace('jpeg', 'jpg')
      const isListed = name !== parameterOf(name)
      body.append(isListed ? `${parameterOf(name)}[]` : name, new Blob([file], { type }), `reference.${extension}`)
    }
    return body
  }
  const body: Fields = Object.fromEntries(fields)
  const { seconds } = request
  if (seconds !== undefined && format.seconds === 'number') body['seconds'] = Number(seconds)
  for (const { name, file } of files) {
    const kind = (await typeOfFile(file)).split('/')[0]
    const value = { [`${kind}_url`]: await dataURLOfFile(file) }
    const parameter = parameterOf(name)
    const list = body[parameter]
    if (name === parameter) body[name] = value
    else body[parameter] = [...(Array.isArray(list) ? (list as unknown[]) : []), value]
  }
  return body
}
