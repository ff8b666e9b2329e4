/** What some servers of a dialect do and others do not, by the dialect that has it. */
export const variations = {
  'cloud-storage': 'sglang: the file lies behind `url` on the job, and content is 400',
  'refused-variants': 'sglang: thumbnail and spritesheet are 400; otherwise the film is served in their place',
  avi: 'tensorrt-llm and qvac: the film is an AVI',
  inline: 'dynamo: the film comes in the answer as `data[0].b64_json`; otherwise as `data[0].url`',
  'output-url': 'relay: the film is at `output_url`; otherwise at `video_url`',
  'output-list': 'relay: the film is at `output[0].url`',
  fraction: 'relay: progress is 0 to 1; otherwise a text such as "42%"',
} as const

/** A name of `variations`. */
export type Variation = keyof typeof variations

export type Variations = ReadonlySet<Variation>

/** Whether this is the name of a variation. */
export const isVariation = (name: string): name is Variation => Object.hasOwn(variations, name)
