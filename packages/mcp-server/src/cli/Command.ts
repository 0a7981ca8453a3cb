/** A command, parsed from the arguments after the program's name. */
import type { Flags } from "../config/Flags.ts"
import type { ClientSettingsRequest } from "./clients/printConfig.ts"

export type Command =
  | { readonly kind: "serve"; readonly flags: Flags }
  | { readonly kind: "doctor"; readonly flags: Flags; readonly json: boolean }
  | { readonly kind: "print-config"; readonly flags: Flags; readonly request: ClientSettingsRequest }
  /** The help, or the version. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mistake"; readonly message: string }
