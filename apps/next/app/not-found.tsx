import Link from 'next/link'
import { connection } from 'next/server'

// Next's own page has styles in its HTML, which the policy refuses; and a page made at build time has no nonce.
const NotFound = async () => {
  await connection()
  return (
    <main className="head">
      <h1>There is nothing here</h1>
      <p>
        <Link href="/">Back to the videos</Link>
      </p>
    </main>
  )
}

export default NotFound
