/** The flags of a server. Each of them except `emulator` has an environment variable with the same meaning. */
export interface Flags {
  readonly emulator: boolean
  readonly readOnly: boolean
  readonly toolsets: ReadonlyArray<string>
  readonly tools: ReadonlyArray<string>
  readonly excludeTools: ReadonlyArray<string>
  readonly allowOrg: ReadonlyArray<string>
  readonly denyOrg: ReadonlyArray<string>
  readonly audit: string | undefined
}

/** The flags of a server that is started without any. */
export const noFlags: Flags = {
  emulator: false,
  readOnly: false,
  toolsets: [],
  tools: [],
  excludeTools: [],
  allowOrg: [],
  denyOrg: [],
  audit: undefined
}
