/** Says in one line why a port cannot be had, and how to choose another; any other error is passed on. @param variable Chooses the port. */
export function portError(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is taken by another program. Choose one with ${variable}, such as ${variable}=${port + 1}.`,
    )
  }
  if (code === 'EACCES') return new Error(`Port ${port} needs more rights. Choose one above 1023 with ${variable}.`)
  return error
}
