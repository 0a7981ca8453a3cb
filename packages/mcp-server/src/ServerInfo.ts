/** How a client shows this server: its name, its title and its icons. */
import type { Icon, Implementation } from "@modelcontextprotocol/server"
import { escapeAndCut } from "./answers/Escapes.ts"
import type { Environment } from "./ServerConfig.ts"
import { version } from "./version.ts"

const longestProfile = 40

/** The name of a server among several, from `LOSANT_MCP_PROFILE`: on one line, without hidden characters, and short. */
export const profileOf = (environment: Environment): string | undefined => {
  const { text } = escapeAndCut((environment["LOSANT_MCP_PROFILE"] ?? "").replace(/\s+/gu, " ").trim(), longestProfile)
  return text === "" ? undefined : text
}

/** An organization, and what belongs to it. */
const drawing = (line: string, fill: string): string =>
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">' +
  `<g fill="none" stroke="${line}" stroke-width="3"><path d="M24 24 11 12M24 24l14-10M24 24 14 38M24 24l13 12"/></g>` +
  `<circle cx="24" cy="24" r="8" fill="${fill}"/>` +
  `<g fill="${line}"><circle cx="10" cy="11" r="5"/><circle cx="39" cy="13" r="5"/><circle cx="13" cy="39" r="5"/>` +
  '<circle cx="38" cy="37" r="5"/></g></svg>'

const icon = (theme: "light" | "dark", line: string, fill: string): Icon => ({
  src: `data:image/svg+xml;base64,${Buffer.from(drawing(line, fill)).toString("base64")}`,
  mimeType: "image/svg+xml",
  sizes: ["any"],
  theme
})

/** Each theme is that of the background: a client fetches nothing to show them. */
export const icons = (): Array<Icon> => [icon("light", "#1f2d3d", "#0b7a5f"), icon("dark", "#e8edf2", "#3fd0a6")]

/** What the server says of itself. */
export const serverInfo = (profile?: string): Implementation => ({
  name: "effect-losant",
  title: profile === undefined ? "Losant" : `Losant [${profile}]`,
  version,
  icons: icons()
})
