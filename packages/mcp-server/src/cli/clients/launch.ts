/** How a client starts the server: the command, its arguments, and the environment. */
import * as Path from "node:path"
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import { losantVariables, ownVariables, variables } from "../../config/variables.ts"
import type { Environment } from "../../model/Environment.ts"
import { policySettings } from "../../policy/policySettings.ts"

export const systems = ["macos", "windows", "linux"] as const
export type System = (typeof systems)[number]

export const isSystem = (text: string): text is System => systems.some((system) => system === text)

const systemOf = (platform: NodeJS.Platform): System =>
  platform === "darwin" ? "macos" : platform === "win32" ? "windows" : "linux"

/** The one that this process runs on. */
export const presentSystem: System = systemOf(process.platform)

/** An installation that is started by its path. */
export interface Installation {
  /** The path of Node. */
  readonly node: string
  /** The path of the server's entry file. */
  readonly main: string
}

export interface Launch {
  readonly command: string
  readonly args: ReadonlyArray<string>
  /** Without the token. */
  readonly env: Readonly<Record<string, string>>
  /** Whether the server needs the token in `LOSANT_API_TOKEN`. */
  readonly needsToken: boolean
}

export interface LaunchOptions {
  readonly flags: Flags
  readonly environment: Environment
  readonly system: System
  /** Whether the client finds `npx` on Windows only through `cmd`. */
  readonly needsCmd: boolean
  /** What is started instead of the published package. */
  readonly installation?: Installation
}

const packageName = "@effect-losant/mcp-server"
const ownInstance = "<your instance's id>"

const given = (environment: Environment, name: string): string => environment[name]?.trim() ?? ""

/** What the environment says of the server, the token left out; nothing of Losant for the emulator. */
const passedOn = ({ environment, flags, system }: LaunchOptions): Readonly<Record<string, string>> => {
  const set = ownVariables.flatMap((name) => {
    const value = given(environment, name)
    const isOfOther = flags.emulator ? losantVariables.includes(name) : name === "LOSANT_API_TOKEN"
    return value === "" || isOfOther ? [] : [[name, value] as const]
  })
  const all: Readonly<Record<string, string>> = Object.fromEntries(set)
  if (flags.emulator) return all
  const { LOSANT_API_TOKEN_FILE: file, ...others } = all
  const way = system === presentSystem ? wayIn(environment) : {}
  const env = { LOSANT_INSTANCE_ID: ownInstance, ...others, ...way }
  // The server itself prefers the token; and a client starts it in some folder or other.
  return file === undefined || given(environment, "LOSANT_API_TOKEN") !== ""
    ? env
    : { ...env, LOSANT_API_TOKEN_FILE: system === presentSystem ? Path.resolve(file) : file }
}

// Clients hand on a few variables only, and a desktop client was not started from this shell.
const ofTheWay = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "NODE_EXTRA_CA_CERTS"]

const holdsPassword = (value: string): boolean => value.includes("@")

/** The variables of the way to Losant that are set here; those with a password in them stay out. */
const wayIn = (environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ofTheWay.flatMap((name) => {
      const value = given(environment, name)
      return value === "" || holdsPassword(value) ? [] : [[name, value] as const]
    })
  )

/** The variables of the way that are left out. */
export const findOmittedVariables = (environment: Environment): ReadonlyArray<string> =>
  ofTheWay.filter((name) => holdsPassword(given(environment, name)))

interface Values {
  readonly flag: string
  readonly variable: string
  readonly values: ReadonlyArray<string>
  readonly isList: boolean
}

const valuesOf = (flags: Flags): ReadonlyArray<Values> => {
  const names = (values: ReadonlyArray<string>) => (values.length === 0 ? [] : [values.join(",")])
  return [
    { ...policySettings.tools, values: names(flags.tools), isList: false },
    { ...policySettings.excludeTools, values: names(flags.excludeTools), isList: false },
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

// npx is a batch file on Windows, and cmd reads its arguments once more.
const readByCmd = /[&|<>^%!"()\r\n]/

/** Flags as arguments, and as variables those that would not arrive as they are. */
const divided = ({ flags, system, installation, environment }: LaunchOptions) => {
  const throughCmd = system === "windows" && installation === undefined
  const isUnsafe = ({ values }: Values) => throughCmd && values.some((value) => readByCmd.test(value))
  const all = valuesOf(flags)
  const unsafe = all.filter(isUnsafe)
  const twice = unsafe.find(({ variable }) => given(environment, variable) !== "")
  if (twice !== undefined) {
    return Result.fail(
      `On Windows the value of ${twice.flag} can only be given as ${twice.variable}, which is set to something else: ` +
        "give all of it in the variable."
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

const started = ({ installation, system, needsCmd }: LaunchOptions): readonly [string, ...Array<string>] => {
  if (installation !== undefined) return [installation.node, installation.main]
  const npx = ["npx", "-y", packageName] as const
  return system === "windows" && needsCmd ? ["cmd", "/c", ...npx] : npx
}

/** How the server is started with these settings, or why it cannot be written down. */
export const planLaunch = (options: LaunchOptions): Result.Result<Launch, string> =>
  Result.map(divided(options), ({ args, env }) => {
    const [command, ...before] = started(options)
    const passed = passedOn(options)
    return {
      command,
      args: [...before, ...args],
      env: { ...passed, ...env },
      needsToken: !options.flags.emulator && passed["LOSANT_API_TOKEN_FILE"] === undefined
    }
  })
