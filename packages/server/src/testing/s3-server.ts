import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import S3rver from 's3rver'

/** A local S3 server with one bucket. */
export interface S3Server {
  options: { endpoint: string; bucket: string; accessKeyId: string; secretAccessKey: string }
  close(): Promise<void>
}

/** Opens an S3 server on a free loopback port, with one empty bucket. */
export async function openS3(): Promise<S3Server> {
  const directory = await mkdtemp(path.join(tmpdir(), 'dailies-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'videos', configs: [] }],
  })
  const { port } = await server.run()
  return {
    // The default credentials of s3rver.
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'videos',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    close: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
