import path from 'node:path'
import type { Archive, Store } from '@dailies/server'
import { diskArchive } from '@dailies/server/node'
import { postgresStore } from '@dailies/server/postgres'
import { s3Archive } from '@dailies/server/s3'
import { sqliteStore } from '@dailies/server/sqlite'

const dataDir = () => process.env['DATA_DIR'] || '.dailies'

/** The job store: PostgreSQL if DATABASE_URL is set, else a SQLite file in DATA_DIR. */
export function store(): Store {
  const { DATABASE_URL: connectionString } = process.env
  return connectionString
    ? postgresStore({ connectionString })
    : sqliteStore({ file: path.join(dataDir(), 'videos.db') })
}

/** The archive: the bucket S3_BUCKET at S3_ENDPOINT, else a folder in DATA_DIR. */
export function archive(): Archive {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = process.env
  if (!S3_BUCKET) return diskArchive({ directory: path.join(dataDir(), 'videos') })
  if (!S3_ENDPOINT || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) {
    throw new Error(
      'S3_BUCKET is set, so videos go there, but S3_ENDPOINT, S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is not. Set all four, or none to keep videos on disk.',
    )
  }
  return s3Archive({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    ...(S3_REGION && { region: S3_REGION }),
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  })
}
