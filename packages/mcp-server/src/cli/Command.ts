/** What the arguments after the program's name ask for. */

import type { Flags } from "../config/Flags.ts"
import type { PrintConfig } from "./clients/ClientSettingsRequest.ts"

export type Command =
  | { readonly kind: "serve"; readonly flags: Flags }
  | { readonly kind: "doctor"; readonly flags: Flags; readonly json: boolean }
  | { readonly kind: "print-config"; readonly flags: Flags; readonly asked: PrintConfig }
  /** A text that was asked for: help, or the version. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mistake"; readonly message: string }
