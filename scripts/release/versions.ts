/** Writes the version into the other files that have it, after Changesets has raised it in the manifests. */
import { createHash } from "node:crypto"
import * as Schema from "effect/Schema"
import { CommittedServerJson, PublishedServerJson } from "./registry.ts"

const decode = Schema.decodeUnknownSync(CommittedServerJson, { onExcessProperty: "error" })

/** Replaces the version in server.json: of the server, of its packages, and in the URL of the bundle. */
export const registryFile = (text: string, version: string): string =>
  text.replaceAll(decode(JSON.parse(text)).version, version)

/** Replaces the version in the server's version.ts. */
export const versionSource = (text: string, version: string): string => {
  const pattern = /^export const version = ".*"$/m
  if (!pattern.test(text)) throw new Error("version.ts does not state a version.")
  return text.replace(pattern, `export const version = "${version}"`)
}

/** Adds the hash of the bundle to server.json, which is then published. */
export const withBundleHash = (text: string, bundle: Uint8Array): string => {
  const { packages, ...rest } = decode(JSON.parse(text))
  const fileSha256 = createHash("sha256").update(bundle).digest("hex")
  const complete = packages.map((one) => (one.registryType === "mcpb" ? { ...one, fileSha256 } : one))
  const whole = Schema.decodeUnknownSync(PublishedServerJson, { onExcessProperty: "error" })({
    ...rest,
    packages: complete
  })
  return `${JSON.stringify(whole, null, 2)}\n`
}
