import { expect, it } from 'vitest'
import { newJob } from '../../testing/new-job'
import { metadataOf, storeMetadata } from '../stored-metadata'
import { fromRow, toRow } from './job-row'

const pairs = { project: 'lamp "one"', nul: 'a\0b', __proto__x: 'é\u2028' }
const job = newJob('ada', 1_000, storeMetadata(pairs))
const read = (document: string) => fromRow({ document, due_at: job.dueAt, owner_seq: job.ownerSeq })

it('a job is read as it was written', () => {
  const document = toRow(job).document
  expect(read(document)).toEqual(job)
  expect(metadataOf(read(document))).toEqual(pairs)
  expect(toRow(read(document)).document).toBe(document)
})

it('metadata is read from documents that have it as an object', () => {
  const document = JSON.stringify({ ...(JSON.parse(toRow(job).document) as object), metadata: pairs })
  expect(read(document)).toEqual(job)
})
