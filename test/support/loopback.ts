import type { Server } from 'node:http'

/** Serves on a free port of the loopback address. */
export async function serve(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Stops it, whatever connections are open. */
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
