/** The name, the title and the icons with which a client shows this server. */
import type { Icon, Implementation } from "@modelcontextprotocol/server"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { escapeAndCut } from "../text/escapes.ts"
import { looksLikeToken, quoteSetting } from "../text/secrets.ts"
import { isUnfilled } from "../text/settingMistakes.ts"
import { version } from "./version.ts"

const maxProfileLength = 40

/** The name of this server among several, from `LOSANT_MCP_PROFILE`: a short line without hidden characters. */
export const profileOf = (environment: Environment): string | undefined => {
  const { text } = escapeAndCut(
    (environment["LOSANT_MCP_PROFILE"] ?? "").replace(/\s+/gu, " ").trim(),
    maxProfileLength
  )
  return text === "" ? undefined : text
}

/**
 * Refuses a placeholder, because it would appear in every confirmation and two servers would have the same name. Refuses a
 * token, because clients show the name.
 */
export const validateProfile = (environment: Environment): Result.Result<void, string> => {
  const value = environment["LOSANT_MCP_PROFILE"] ?? ""
  if (looksLikeToken(value)) {
    return Result.fail(
      "LOSANT_MCP_PROFILE looks like a token, which clients would show: write a name, such as staging."
    )
  }
  return isUnfilled(value)
    ? Result.fail(
        `LOSANT_MCP_PROFILE is ${quoteSetting(value, maxProfileLength)}, a placeholder that was not filled in: write a name, such ` +
          "as staging, in its place, or remove the variable."
      )
    : Result.void
}

/**
 * An organization in the middle of what belongs to it. The drawing is short, because the newer revision of the protocol
 * sends it with every result.
 */
const drawing = (color: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" stroke="${color}" stroke-linecap="round">` +
  '<path d="M3 3l10 10M13 4 3 12"/><path stroke-width="4" d="M3 3h0M13 4h0M8 8h0M3 12h0M13 13h0"/></svg>'

const icon = (theme: "light" | "dark", color: string): Icon => ({
  src: `data:image/svg+xml;base64,${Buffer.from(drawing(color)).toString("base64")}`,
  mimeType: "image/svg+xml",
  theme
})

/** One icon for each theme of the background, as data: a client fetches nothing to show them. */
export const icons = (): Array<Icon> => [icon("light", "#064"), icon("dark", "#6fc")]

/** The description of the server in the protocol. */
export const serverInfo = (profile?: string): Implementation => ({
  name: "effect-losant",
  title: profile === undefined ? "Losant" : `Losant [${profile}]`,
  version,
  icons: icons()
})
