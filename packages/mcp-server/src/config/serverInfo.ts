/** How a client shows this server: its name, its title and its icons. */
import type { Icon, Implementation } from "@modelcontextprotocol/server"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { isPlaceholder } from "../policy/policySettings.ts"
import { escapeAndCut, quote } from "../text/escapes.ts"
import { version } from "./version.ts"

const longestProfile = 40

/** The name of a server among several, from `LOSANT_MCP_PROFILE`: on one line, without hidden characters, and short. */
export const profileOf = (environment: Environment): string | undefined => {
  const { text } = escapeAndCut((environment["LOSANT_MCP_PROFILE"] ?? "").replace(/\s+/gu, " ").trim(), longestProfile)
  return text === "" ? undefined : text
}

/** A name that nobody filled in would stand in every confirmation, and tell two servers apart no longer. */
export const validateProfile = (environment: Environment): Result.Result<void, string> => {
  const given = environment["LOSANT_MCP_PROFILE"] ?? ""
  return isPlaceholder(given)
    ? Result.fail(
        `LOSANT_MCP_PROFILE is ${quote(given, longestProfile)}, which was not filled in: replace the placeholder by a ` +
          "name, such as staging, or remove it."
      )
    : Result.void
}

/**
 * An organization, and what belongs to it. Its text is short, since the newer revision of the protocol sends it with
 * every result.
 */
const drawing = (color: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" stroke="${color}" stroke-linecap="round">` +
  '<path d="M3 3l10 10M13 4 3 12"/><path stroke-width="4" d="M3 3h0M13 4h0M8 8h0M3 12h0M13 13h0"/></svg>'

const icon = (theme: "light" | "dark", color: string): Icon => ({
  src: `data:image/svg+xml;base64,${Buffer.from(drawing(color)).toString("base64")}`,
  mimeType: "image/svg+xml",
  theme
})

/** Each theme is that of the background: a client fetches nothing to show them. */
export const icons = (): Array<Icon> => [icon("light", "#064"), icon("dark", "#6fc")]

/** What the server says of itself. */
export const serverInfo = (profile?: string): Implementation => ({
  name: "effect-losant",
  title: profile === undefined ? "Losant" : `Losant [${profile}]`,
  version,
  icons: icons()
})
