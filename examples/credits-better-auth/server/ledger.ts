import type { Charge, Credits } from '@dailies/server'
import type Database from 'libsql'

/** What a video costs, whatever the model. To charge by price, use `charge.price`. */
const creditsPerVideo = 1

/** The credits of all users. */
export interface Ledger extends Pick<Credits, 'debit' | 'refund'> {
  /** Adds credits. Repeated calls with the same id add them once: use the id of a payment, for example. */
  grant(id: string, owner: string, amount: number): void
  balance(owner: string): number
}

/**
 * Every grant and every charge is one row, with its id as the key, so that a repeated call changes nothing. SQLite has one writer
 * at a time and each change is one statement, so two debits never see the same balance.
 */
export function createLedger(database: Database.Database): Ledger {
  database.exec(`
    create table if not exists credit_grants (id text primary key, owner text not null, amount integer not null);
    create table if not exists credit_charges (
      id text primary key, owner text not null, amount integer not null, refunded integer not null);
    create index if not exists credit_grants_owner on credit_grants (owner);
    create index if not exists credit_charges_owner on credit_charges (owner) where not refunded;`)

  const balanceOf = `
    (select coalesce(sum(amount), 0) from credit_grants where owner = :owner) -
    (select coalesce(sum(amount), 0) from credit_charges where owner = :owner and not refunded)`

  const balance = (owner: string): number =>
    (database.prepare(`select ${balanceOf} as credits`).get({ owner }) as { credits: number }).credits

  return {
    balance,
    grant(id, owner, amount) {
      database
        .prepare('insert into credit_grants values (:id, :owner, :amount) on conflict (id) do nothing')
        .run({ id, owner, amount })
    },
    debit({ id, owner }: Charge) {
      database
        .prepare(
          `insert into credit_charges select :id, :owner, :amount, false where ${balanceOf} >= :amount
           on conflict (id) do nothing`,
        )
        .run({ id, owner, amount: creditsPerVideo })
      const charge = database.prepare('select refunded from credit_charges where id = :id').get({ id })
      if (charge === undefined) return `A video costs ${creditsPerVideo} credit, and you have ${balance(owner)}.`
      return (charge as { refunded: number }).refunded ? 'This video was refunded already.' : undefined
    },
    refund({ id, owner }: Charge) {
      // A refund may come before its debit, and then wins.
      database
        .prepare(
          'insert into credit_charges values (:id, :owner, 0, true) on conflict (id) do update set refunded = true',
        )
        .run({ id, owner })
    },
  }
}
