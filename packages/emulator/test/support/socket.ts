// A bare socket: what is on the wire, before any client makes sense of it.
import { connect } from "node:net"
import * as Effect from "effect/Effect"

export interface Exchange {
  readonly received: string
  /** True when the connection was reset, false when it was closed. */
  readonly isReset: boolean
}

/** Sends a request, and gives all that comes until the connection ends. */
export const exchange = (url: string, request: string) =>
  Effect.callback<Exchange>((resume) => {
    const chunks: Array<Buffer> = []
    let isReset = false
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(request))
    socket.on("data", (chunk) => chunks.push(chunk))
    socket.on("error", (error: NodeJS.ErrnoException) => {
      isReset = error.code === "ECONNRESET"
    })
    socket.on("close", () => resume(Effect.succeed({ received: Buffer.concat(chunks).toString("latin1"), isReset })))
    return Effect.sync(() => socket.destroy())
  })
