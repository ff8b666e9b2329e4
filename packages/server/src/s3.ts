/**
 * An archive in an S3 bucket, or any compatible object storage. Needs `aws4fetch` 1.
 *
 * @packageDocumentation
 */
export { s3Archive } from './archive/s3/s3-archive'
export type { S3ArchiveOptions } from './archive/s3/s3-archive'
export type { S3ClientOptions } from './archive/s3/s3-client'
