/**
 * Makes the manifest of the desktop bundle. A client reads from it what to show, what to ask for, and what to start.
 */
import { definitions } from "../../packages/mcp-server/src/tools/definitions/definitions.ts"
import type { Manifest } from "./manifestType.ts"
import { environment, userConfig } from "./settings.ts"

/** The fields of the server's package.json that the manifest needs. */
export interface ServerPackage {
  readonly version: string
  readonly description: string
  readonly keywords: ReadonlyArray<string>
  readonly license: string
  readonly engines: { readonly node: string }
}

const repository = "https://github.com/effect-losant/effect-losant"

/** The folder of the server and its chunks in the bundle. */
export const serverFolder = "server"
const entryPoint = `${serverFolder}/main.js`

export const icons = [
  { src: "icon.png", size: "512x512" },
  { src: "icon-light.png", size: "128x128", theme: "light" },
  { src: "icon-dark.png", size: "128x128", theme: "dark" }
] as const

const longDescription = `Lists, creates, changes and deletes the organizations of a Losant instance, with their members, invitations, limits and usage. It answers who is near a limit, where a person is a member, and who uses most.

What destroys is shown first and has to be confirmed by you, and an organization is saved in a file before it is deleted. Your token needs only the scopes for what you want to do.

Not made or endorsed by Losant.`

/** The part of a description for people: its first sentence. The rest is for the assistant. */
const summaryOf = (description: string): string => /^.*?[.](?=\s|$)/s.exec(description)?.[0] ?? description

export const manifestOf = (server: ServerPackage): Manifest => ({
  manifest_version: "0.3",
  name: "effect-losant",
  display_name: "Losant",
  version: server.version,
  description: server.description,
  long_description: longDescription,
  author: { name: "The effect-losant authors", url: repository },
  repository: { type: "git", url: `${repository}.git` },
  homepage: `${repository}#readme`,
  documentation: `${repository}/blob/main/docs/clients.md`,
  support: `${repository}/issues`,
  icon: icons[0].src,
  icons: [...icons],
  server: {
    type: "node",
    entry_point: entryPoint,
    mcp_config: { command: "node", args: [`\${__dirname}/${entryPoint}`], env: { ...environment } }
  },
  tools: definitions.map(({ name, description }) => ({ name, description: summaryOf(description) })),
  // The texts of prompts depend on their arguments and on the registered tools, so the manifest cannot hold them.
  prompts_generated: true,
  keywords: [...server.keywords],
  license: server.license,
  privacy_policies: [`${repository}/blob/main/docs/privacy.md`],
  compatibility: { platforms: ["darwin", "win32", "linux"], runtimes: { node: server.engines.node } },
  user_config: userConfig
})
