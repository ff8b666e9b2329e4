/** Explains why a port is unavailable and how to choose another; returns any other error unchanged. @param variable the environment variable of the port */
export function portError(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is in use by another program. Choose another with ${variable}, such as ${variable}=${port + 1}.`,
    )
  }
  if (code === 'EACCES') return new Error(`Port ${port} needs more privileges. Choose one above 1023 with ${variable}.`)
  return error
}
