import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { versionOf } from "../../package/folders.ts"
import { clients } from "../clients.ts"

describe("docs/conformance.md", () => {
  const document = readFileSync(new URL("../../../docs/conformance.md", import.meta.url), "utf8")

  it("names the versions of the SDK's clients", () => {
    for (const name of ["@modelcontextprotocol/client", "@modelcontextprotocol/sdk"]) {
      const [major, minor] = versionOf(name).split(".")
      assert.include(document, `\`${name}\` ${major}.${minor}`)
    }
  })

  it("names the clients that the server is tried with, and their versions, and no others", () => {
    const [, section = ""] = document.split("\n## Clients\n")
    const rows = [...section.matchAll(/^\| `([^`]+)` +\| ([\d.]+) +\| `check:clients -- ([\w-]+)`/gm)]
    assert.deepEqual(
      rows.map(([, name, version, short]) => [name, version, short]),
      clients.map((client) => [client.package, client.version, client.name])
    )
  })
})
