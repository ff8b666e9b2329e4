import type { Charge, Credits } from '../jobs/credits'

/** A ledger of credits that is effective once for each id, as that of an app should be. */
export interface Ledger extends Credits {
  /** The first call of each debit that had an effect, in order. */
  charges: Charge[]
  /** The ids whose refund had an effect, or came before their debit, in order. */
  refunded(): string[]
  balanceOf(owner: string): number
  add(owner: string, amount: number): void
}

/** Creates a ledger in which every owner begins with this balance. One row for each id says what it is worth. */
export function createLedger(start: number): Ledger {
  const rows = new Map<string, { charge: Charge; state: 'debited' | 'refunded' }>()
  const added = new Map<string, number>()
  const ledger: Ledger = {
    charges: [],
    balanceOf: (owner) => {
      const debited = [...rows.values()].filter(({ charge, state }) => charge.owner === owner && state === 'debited')
      const spent = debited.reduce((sum, { charge }) => sum + (charge.price ?? 0), 0)
      return Math.round((start + (added.get(owner) ?? 0) - spent) * 1e6) / 1e6
    },
    add: (owner, amount) => void added.set(owner, (added.get(owner) ?? 0) + amount),
    refunded: () => [...rows].filter(([, { state }]) => state === 'refunded').map(([id]) => id),
    debit: (charge) => {
      const row = rows.get(charge.id)
      if (row) return row.state === 'debited' ? undefined : 'This charge was refunded already.'
      const balance = ledger.balanceOf(charge.owner)
      if (balance < (charge.price ?? 0)) return `You have ${balance} credits.`
      rows.set(charge.id, { charge, state: 'debited' })
      ledger.charges.push(charge)
      return undefined
    },
    refund: (charge) => void rows.set(charge.id, { charge, state: 'refunded' }),
  }
  return ledger
}
