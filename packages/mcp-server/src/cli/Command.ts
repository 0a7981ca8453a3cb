/** What the arguments after the program's name ask for. */
import type { ClientName } from "../clients/Clients.ts"
import type { System } from "../clients/Launch.ts"
import type { Flags } from "../Flags.ts"

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

export type Command =
  | { readonly kind: "serve"; readonly flags: Flags }
  | { readonly kind: "doctor"; readonly flags: Flags; readonly json: boolean }
  | { readonly kind: "print-config"; readonly flags: Flags; readonly asked: PrintConfig }
  /** A text that was asked for: help, or the version. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mistake"; readonly message: string }
