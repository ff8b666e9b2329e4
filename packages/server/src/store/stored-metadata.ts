/** What a row keeps of a video's metadata. */
export interface StoredMetadata {
  /**
   * The owner's pairs and those of the operator, as JSON text. They never leave for an upstream. A response has the text
   * as it is: to parse and write the pairs of each video made a list a quarter slower.
   *
   * @default none
   */
  metadata?: string
}

/** The pairs as a row keeps them. */
export const storeMetadata = (pairs: Readonly<Record<string, string>>): StoredMetadata =>
  Object.keys(pairs).length > 0 ? { metadata: JSON.stringify(pairs) } : {}

/** The pairs that a row keeps. */
export const metadataOf = ({ metadata }: StoredMetadata): Record<string, string> =>
  metadata === undefined ? {} : (JSON.parse(metadata) as Record<string, string>)
