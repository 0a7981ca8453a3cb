/** The settings that a person asks `print-config` for. */
import type { ClientName } from "./clients.ts"
import type { System } from "./launch.ts"

export interface PrintConfig {
  readonly client: ClientName
  readonly system: System
  /** What the client is to call the server. */
  readonly name: string
  /** Whether the token is to stand in what is printed. */
  readonly withToken: boolean
  /** Whether the client is to start this very installation. */
  readonly local: boolean
}
