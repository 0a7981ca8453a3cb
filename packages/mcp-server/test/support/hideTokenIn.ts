// A transport in memory that hides the token, as the transport over stdout does.
import type { Transport } from "@modelcontextprotocol/client"
import type { Redact } from "../../src/model/HideToken.ts"
import { encodeMessage } from "../../src/server/stdio/encodeMessage.ts"

/** Lets all messages of the server pass the door of its real transport. Answers the lines that it writes. */
export const hideTokenIn = (transport: Transport, hideToken: () => Redact): ReadonlyArray<string> => {
  const written: Array<string> = []
  const send = transport.send.bind(transport)
  transport.send = (message, options) => {
    const line = encodeMessage(message, hideToken())
    written.push(line)
    return send(JSON.parse(line), options)
  }
  return written
}
