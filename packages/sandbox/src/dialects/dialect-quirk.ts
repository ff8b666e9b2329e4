/** The quirks of dialects: behaviour that only some servers of a dialect have. */
export const dialectQuirks = {
  'cloud-storage': 'sglang: the file lies behind `url` on the job, and content is 400',
  'rejected-variants': 'sglang: thumbnail and spritesheet are 400; otherwise the video is served in their place',
  avi: 'tensorrt-llm and qvac: the video is an AVI',
  inline: 'dynamo: the video is in the response as `data[0].b64_json`; otherwise as `data[0].url`',
  'output-url': 'relay: the video is at `output_url`; otherwise at `video_url`',
  'output-list': 'relay: the video is at `output[0].url`',
  fraction: 'relay: progress is 0 to 1; otherwise a text such as "42%"',
} as const

/** A name of `dialectQuirks`. */
export type DialectQuirk = keyof typeof dialectQuirks

export type DialectQuirks = ReadonlySet<DialectQuirk>

/** Whether this is the name of a dialect quirk. */
export const isDialectQuirk = (name: string): name is DialectQuirk => Object.hasOwn(dialectQuirks, name)
