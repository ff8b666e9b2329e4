/** Behaviour that only some servers of a dialect have. */
export const variations = {
  'cloud-storage': 'sglang: the file lies behind `url` on the job, and content is 400',
  'rejected-variants': 'sglang: thumbnail and spritesheet are 400; otherwise the video is served in their place',
  avi: 'tensorrt-llm and qvac: the video is an AVI',
  inline: 'dynamo: the video is in the response as `data[0].b64_json`; otherwise as `data[0].url`',
  'output-url': 'relay: the video is at `output_url`; otherwise at `video_url`',
  'output-list': 'relay: the video is at `output[0].url`',
  fraction: 'relay: progress is 0 to 1; otherwise a text such as "42%"',
} as const

/** A name of `variations`. */
export type Variation = keyof typeof variations

export type Variations = ReadonlySet<Variation>

/** Whether this is the name of a variation. */
export const isVariation = (name: string): name is Variation => Object.hasOwn(variations, name)
