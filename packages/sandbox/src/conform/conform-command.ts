import { parseArgs } from 'node:util'
import { numberOf } from '../number-of'
import { conform } from './conform'
import { planConform } from './options'
import type { ConformOptions } from './options'
import { tableOf } from './report-table'

const usage = `dailies-sandbox conform: puts a Videos API to the test, from create to delete.

  --base-url URL      where it answers, as a rule ending in /v1
  --key KEY           its key
  --model NAME        (its own first choice)
  --size WxH          (its own first choice)
  --seconds N         length of each video; shorter is cheaper (4)
  --poll-every N      seconds between two polls of a running job (5)
  --deadline N        seconds after which a job is given up (900)
  --format FORMAT     table, json or both (both)
  --plan              only says what a run would create
  --help              these lines

It creates videos, which cost money on a server that bills, and first prints how many. The exit code is 0 if Dailies works with the server, else 2.`

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Runs the command; resolves with the exit code. */
export async function conformCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'base-url': { type: 'string' },
      key: { type: 'string' },
      model: { type: 'string' },
      size: { type: 'string' },
      seconds: { type: 'string', default: '4' },
      'poll-every': { type: 'string', default: '5' },
      deadline: { type: 'string', default: '900' },
      format: { type: 'string', default: 'both' },
      plan: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { 'base-url': baseURL, key, model, size, format } = values
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  if (baseURL === undefined || !URL.canParse(baseURL))
    throw new Error('conform needs --base-url, such as http://127.0.0.1:4010/v1.')
  if (!['table', 'json', 'both'].includes(format))
    throw new Error(`--format ${format} is none of table, json and both.`)
  numberOf('seconds', values.seconds, (seconds) => Number.isInteger(seconds) && seconds > 0)
  const options: ConformOptions = {
    baseURL,
    seconds: values.seconds,
    pollEvery: numberOf('poll-every', values['poll-every'], (seconds) => seconds > 0),
    deadline: numberOf('deadline', values.deadline, (seconds) => seconds > 0),
    onStep: say,
    ...(key === undefined ? {} : { apiKey: key }),
    ...(model === undefined ? {} : { model }),
    ...(size === undefined ? {} : { size }),
  }
  say(planConform(options).text)
  if (values.plan) return 0

  const report = await conform(options)
  if (format !== 'json') process.stdout.write(`${tableOf(report)}\n`)
  if (format === 'both') process.stdout.write('\n')
  if (format !== 'table') process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  return report.usable ? 0 : 2
}
