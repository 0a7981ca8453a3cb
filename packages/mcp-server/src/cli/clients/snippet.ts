/** The settings of a client, as they stand in its file. */
import type { Client } from "./clients.ts"
import type { Launch } from "./launch.ts"

/** Stands where the person has to put the token. The server does not take it for one. */
export const tokenToReplace = "<your token>"

const inputId = "losant-api-token"

const inputs = [{ type: "promptString", id: inputId, description: "Losant API token", password: true }]

/** What stands in the place of the token; nothing where it is not a part of the environment that is written down. */
const tokenIn = ({ secret }: Client, token: string | undefined): string | undefined => {
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

// What npx has to download before the first start takes longer than the ten seconds that Codex waits.
const codexStart = { startup_timeout_sec: 60 }

// Texts of JSON are texts of TOML too, but for one control character, which JSON leaves as it is.
const tomlText = (value: unknown): string => JSON.stringify(value).replaceAll("\u007F", "\\u007F")

const table = (name: string, fields: Readonly<Record<string, unknown>>): string =>
  [`[${name}]`, ...Object.entries(fields).map(([key, value]) => `${key} = ${tomlText(value)}`), ""].join("\n")

const toml = (client: Client, name: string, launch: Launch, env: Launch["env"], isForwarded: boolean): string => {
  const { command, args } = launch
  const forwarded = isForwarded ? { env_vars: ["LOSANT_API_TOKEN"] } : {}
  const server = table(`${client.key}.${name}`, { command, args, ...forwarded, ...codexStart })
  return Object.keys(env).length === 0 ? server : `${server}\n${table(`${client.key}.${name}.env`, env)}`
}

/** The settings. `token` stands in them where it is given. */
export const formatSettings = (client: Client, name: string, launch: Launch, token?: string): string => {
  const { command, args, env, needsToken } = launch
  const inEnv = needsToken ? tokenIn(client, token) : undefined
  const whole = inEnv === undefined ? env : { LOSANT_API_TOKEN: inEnv, ...env }
  if (client.format === "toml") return toml(client, name, launch, whole, needsToken && inEnv === undefined)
  const isAsked = client.secret.kind === "input" && needsToken && token === undefined
  const server = { ...(client.hasType ? { type: "stdio" } : {}), command, args, env: whole }
  return `${JSON.stringify({ ...(isAsked ? { inputs } : {}), [client.key]: { [name]: server } }, undefined, 2)}\n`
}
