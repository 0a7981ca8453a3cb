/** Plans the start of the server by a client: the command, its arguments, and the environment. */
import * as Path from "node:path"
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import { losantVariables, ownVariables, variables } from "../../config/variables.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { policySettings } from "../../policy/policySettings.ts"

export const systems = ["macos", "windows", "linux"] as const
export type System = (typeof systems)[number]

export const isSystem = (text: string): text is System => systems.some((system) => system === text)

const systemOf = (platform: NodeJS.Platform): System =>
  platform === "darwin" ? "macos" : platform === "win32" ? "windows" : "linux"

/** The system of this process. */
export const currentSystem: System = systemOf(process.platform)

/** An installation that the client starts by its path. */
export interface Installation {
  /** The path of Node. */
  readonly node: string
  /** The path of the server's entry file. */
  readonly main: string
}

export interface Launch {
  readonly command: string
  readonly args: ReadonlyArray<string>
  /** The environment without the token. */
  readonly env: Readonly<Record<string, string>>
  /** The server needs the token in `LOSANT_API_TOKEN`. */
  readonly needsToken: boolean
}

export interface LaunchOptions {
  readonly flags: Flags
  readonly environment: Environment
  readonly system: System
  /** On Windows the client may need `cmd` to find `npx`. */
  readonly needsCmd: boolean
  /** The installation to start. Default: the published package. */
  readonly installation?: Installation
}

const packageName = "@effect-losant/mcp-server"
const instancePlaceholder = "<your instance's id>"

/** The variables of the server without the token. The emulator needs no variables of Losant. */
const selectVariables = ({ environment, flags, system }: LaunchOptions): Readonly<Record<string, string>> => {
  const set = ownVariables.flatMap((name) => {
    const value = readVariable(environment, name)
    const isExcluded = flags.emulator ? losantVariables.includes(name) : name === "LOSANT_API_TOKEN"
    return value === "" || isExcluded ? [] : [[name, value] as const]
  })
  const all: Readonly<Record<string, string>> = Object.fromEntries(set)
  if (flags.emulator) return all
  const { LOSANT_API_TOKEN_FILE: file, ...others } = all
  const network = system === currentSystem ? selectNetworkVariables(environment) : {}
  const env = { LOSANT_INSTANCE_ID: instancePlaceholder, ...others, ...network }
  // The server prefers LOSANT_API_TOKEN to the file. The path is made absolute, because the client chooses the working
  // folder.
  return file === undefined || readVariable(environment, "LOSANT_API_TOKEN") !== ""
    ? env
    : { ...env, LOSANT_API_TOKEN_FILE: system === currentSystem ? Path.resolve(file) : file }
}

// The settings have to contain these variables: clients pass on only a few, and a desktop client has another environment.
const networkVariables = [
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS"
]

// The URL of a proxy has its user and password before an at sign. A path of certificates may contain that sign too.
const mayHoldPassword = (name: string, value: string): boolean =>
  /^(https|all)_proxy$/i.test(name) && value.includes("@")

/** The variables for the network that are set here, without those that may contain a password. */
const selectNetworkVariables = (environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    networkVariables.flatMap((name) => {
      const value = readVariable(environment, name)
      return value === "" || mayHoldPassword(name, value) ? [] : [[name, value] as const]
    })
  )

/** The variables for the network that are omitted because they may contain a password. */
export const findOmittedVariables = (environment: Environment): ReadonlyArray<string> =>
  networkVariables.filter((name) => mayHoldPassword(name, readVariable(environment, name)))

/** The values of a flag, and the variable that can take them instead. */
interface FlagValues {
  readonly flag: string
  readonly variable: string
  readonly values: ReadonlyArray<string>
  readonly isList: boolean
}

const listFlagValues = (flags: Flags): ReadonlyArray<FlagValues> => {
  const joinNames = (values: ReadonlyArray<string>) => (values.length === 0 ? [] : [values.join(",")])
  return [
    { ...policySettings.toolsets, values: joinNames(flags.toolsets), isList: false },
    { ...policySettings.tools, values: joinNames(flags.tools), isList: false },
    { ...policySettings.excludeTools, values: joinNames(flags.excludeTools), isList: false },
    { ...policySettings.allowOrg, values: flags.allowOrg, isList: true },
    { ...policySettings.denyOrg, values: flags.denyOrg, isList: true },
    {
      flag: variables.LOSANT_MCP_AUDIT.flag,
      variable: "LOSANT_MCP_AUDIT",
      values: flags.audit === undefined ? [] : [flags.audit],
      isList: false
    }
  ].filter(({ values }) => values.length > 0)
}

// npx is a batch file on Windows, so cmd interprets its arguments a second time.
const specialInCmd = /[&|<>^%!"()\r\n]/

/** Puts flags into the arguments, and into variables if cmd would change their values. */
const placeFlags = ({ flags, system, installation, environment }: LaunchOptions) => {
  const throughCmd = system === "windows" && installation === undefined
  const isUnsafe = ({ values }: FlagValues) => throughCmd && values.some((value) => specialInCmd.test(value))
  const all = listFlagValues(flags)
  const unsafe = all.filter(isUnsafe)
  const conflict = unsafe.find(({ variable }) => readVariable(environment, variable) !== "")
  if (conflict !== undefined) {
    return Result.fail(
      `On Windows the value of ${conflict.flag} can only be passed in ${conflict.variable}, but that variable is already ` +
        "set: remove the flag, and write all values into the variable."
    )
  }
  return Result.succeed({
    args: [
      ...(flags.emulator ? ["--emulator"] : []),
      ...(flags.readOnly ? ["--read-only"] : []),
      ...all
        .filter((one) => !isUnsafe(one))
        .flatMap(({ flag, values }) =>
          values.flatMap((value) => (value.startsWith("-") ? [`${flag}=${value}`] : [flag, value]))
        )
    ],
    env: Object.fromEntries(
      unsafe.map(({ variable, values, isList }) => [variable, isList ? JSON.stringify(values) : values.join(",")])
    )
  })
}

const commandOf = ({ installation, system, needsCmd }: LaunchOptions): readonly [string, ...Array<string>] => {
  if (installation !== undefined) return [installation.node, installation.main]
  const npx = ["npx", "-y", packageName] as const
  return system === "windows" && needsCmd ? ["cmd", "/c", ...npx] : npx
}

/** Plans the start with these settings, or explains why the settings cannot express it. */
export const planLaunch = (options: LaunchOptions): Result.Result<Launch, string> =>
  Result.map(placeFlags(options), ({ args, env }) => {
    const [command, ...before] = commandOf(options)
    const selected = selectVariables(options)
    return {
      command,
      args: [...before, ...args],
      env: { ...selected, ...env },
      needsToken: !options.flags.emulator && selected["LOSANT_API_TOKEN_FILE"] === undefined
    }
  })
