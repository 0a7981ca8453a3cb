/** Updates the files that repeat the version of a manifest, after Changesets has raised it. */
import { createHash } from "node:crypto"
import * as Schema from "effect/Schema"
import { Committed, Published } from "./registry.ts"

const decode = Schema.decodeUnknownSync(Committed, { onExcessProperty: "error" })

/** server.json with another version: of the server, of its packages, and in the address of the bundle. */
export const registryFile = (text: string, version: string): string =>
  text.replaceAll(decode(JSON.parse(text)).version, version)

/** The server's version.ts with another version. */
export const versionSource = (text: string, version: string): string => {
  const pattern = /^export const version = ".*"$/m
  if (!pattern.test(text)) throw new Error("version.ts does not state a version.")
  return text.replace(pattern, `export const version = "${version}"`)
}

/** server.json to be published, with the hash of the bundle. */
export const published = (text: string, bundle: Uint8Array): string => {
  const { packages, ...rest } = decode(JSON.parse(text))
  const fileSha256 = createHash("sha256").update(bundle).digest("hex")
  const complete = packages.map((one) => (one.registryType === "mcpb" ? { ...one, fileSha256 } : one))
  const whole = Schema.decodeUnknownSync(Published, { onExcessProperty: "error" })({ ...rest, packages: complete })
  return `${JSON.stringify(whole, null, 2)}\n`
}
