import type { ConformReport } from './conform'

const headings = ['point', 'outcome', 'Dailies', 'seen']
const words = { yes: 'handles it', 'not offered': 'leaves it out', no: 'cannot' } as const

/** The report as a text table. */
export function tableOf(report: ConformReport): string {
  const rows = report.findings.map(({ point, outcome, seen, handled }) => [
    point,
    outcome,
    outcome === 'conforms' || outcome === 'untested' ? '' : words[handled],
    seen,
  ])
  const widths = headings.map((_, column) => Math.max(...[headings, ...rows].map((row) => (row[column] ?? '').length)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    line(headings),
    line(widths.slice(0, 3).map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `${report.conforms} conform, ${report.deviates} deviate, ${report.missing} missing, ${report.untested} untested. ` +
      (report.usable ? 'Dailies works with this server.' : 'Dailies does not work with this server as it is.'),
  ].join('\n')
}
