/** The flags of a server. An environment variable can set each of them too. */
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
