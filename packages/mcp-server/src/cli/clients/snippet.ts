/** Formats the settings for the file of a client. */
import type { Client } from "./clients.ts"
import type { Launch } from "./launch.ts"

/** The person replaces this text by the token. The server refuses it as a token, because it contains a space. */
export const tokenToReplace = "<your token>"

const inputId = "losant-api-token"

const inputs = [{ type: "promptString", id: inputId, description: "Losant API token", password: true }]

/** The value of `LOSANT_API_TOKEN` in the settings; undefined if the settings do not contain the variable. */
const tokenValue = ({ secret }: Client, token: string | undefined): string | undefined => {
  if (token !== undefined) return token
  switch (secret.kind) {
    case "reference":
      return secret.text
    case "input":
      return `\${input:${inputId}}`
    case "forwarded":
      return undefined
    case "none":
      return tokenToReplace
  }
}

// Before the first start npx downloads the package, which takes longer than the ten seconds that Codex waits by default.
const codexStart = { startup_timeout_sec: 60 }

// Every JSON text is a TOML text too, except for one control character that JSON does not escape.
const tomlText = (value: unknown): string => JSON.stringify(value).replaceAll("\u007F", "\\u007F")

const table = (name: string, fields: Readonly<Record<string, unknown>>): string =>
  [`[${name}]`, ...Object.entries(fields).map(([key, value]) => `${key} = ${tomlText(value)}`), ""].join("\n")

const toml = (client: Client, name: string, launch: Launch, env: Launch["env"], isForwarded: boolean): string => {
  const { command, args } = launch
  const forwarded = isForwarded ? { env_vars: ["LOSANT_API_TOKEN"] } : {}
  const server = table(`${client.key}.${name}`, { command, args, ...forwarded, ...codexStart })
  return Object.keys(env).length === 0 ? server : `${server}\n${table(`${client.key}.${name}.env`, env)}`
}

/** Formats the settings. They contain the token only if `token` is set. */
export const formatSettings = (client: Client, name: string, launch: Launch, token?: string): string => {
  const { command, args, env, needsToken } = launch
  const tokenEntry = needsToken ? tokenValue(client, token) : undefined
  const fullEnv = tokenEntry === undefined ? env : { LOSANT_API_TOKEN: tokenEntry, ...env }
  if (client.format === "toml") return toml(client, name, launch, fullEnv, needsToken && tokenEntry === undefined)
  const needsInput = client.secret.kind === "input" && needsToken && token === undefined
  const server = { ...(client.hasType ? { type: "stdio" } : {}), command, args, env: fullEnv }
  return `${JSON.stringify({ ...(needsInput ? { inputs } : {}), [client.key]: { [name]: server } }, undefined, 2)}\n`
}
