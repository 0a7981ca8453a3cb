/** The dependencies of the workspace, from its manifests, with the reason for each. */
import { code, table } from "./markdown.ts"
import { read } from "./sources.ts"

/** The reason for each dependency. A dependency without a reason, or a reason without one, stops the generation. */
const reasons: Readonly<Record<string, string>> = {
  effect:
    "Typed errors, retries, streams, schemas, configuration and HTTP in one library. `@effect/platform` and `@effect/schema` are for Effect 3; Effect 4 has them as `effect/http` and `effect/Schema`. The server bundles it.",
  "@modelcontextprotocol/server":
    "The official SDK, version 2. It speaks both revisions of the protocol, and takes Effect's schemas as they are. The server bundles it; the conformance run uses its HTTP transports.",
  "@modelcontextprotocol/client": "The official client, for tests, the demo and an example. It speaks both revisions.",
  "@modelcontextprotocol/sdk": "Version 1 of the SDK, for tests: most desktop clients still embed its client.",
  "@modelcontextprotocol/ext-apps":
    "The official SDK of MCP Apps, for both sides of a view: the pages speak to their host with it, and the preview is such a host. It is bundled into the pages, each a file of its own that the server reads when a client asks for it; the server itself does not load it.",
  "@tanstack/virtual-core":
    "Tells a page which rows of a long table are in sight, so that thousands of rows stay quick. It measures rows of different heights, and needs no framework. It is bundled into the page.",
  "axe-core": "Finds what keeps people with assistive technology out of a page, in the tests of the views.",
  "playwright-core":
    "Drives a Chromium that is installed for the tests of the views. Unlike `playwright` it downloads no browser.",
  "@hono/node-server":
    "Turns Node's requests into web requests for the conformance run, because the SDK's HTTP transports take those. The SDK itself uses it.",
  "js-yaml":
    "Reads the files of a fleet. It reads 100,000 organizations in seconds, for which `yaml` takes minutes, and has the types with it. It brings `argparse`, for a program of its own.",
  commander:
    "Reads flags and commands of the server and of `losant-fleet`, and writes the help. It has no dependencies and is well maintained; it is 50 kB of the server, loaded only when there are arguments. Version 15 needs Node 22. `effect/cli` would need no further package, but is 134 kB in the bundle (measured), needs the services of a platform, and would load schemas before every start with a flag.",
  libsql:
    "SQLite for the ledger of a fleet in one file. It is an optional peer: only who wants that ledger installs it. Its binaries come from npm for nine platforms, without a script, and run from Node 20.19 on. `node:sqlite` needs Node 22.13; `better-sqlite3` 13 crashes on Node 20, and 12 compiles for minutes where its binaries cannot be fetched; `node-sqlite3-wasm` has no write-ahead log. No driver of Effect's for SQLite works with Effect 4.1, so the client over it is ours.",
  leven: "Finds the most similar name when one is mistyped, in the server and in the emulator.",
  "@resvg/resvg-wasm":
    "Draws charts as PNG, and the icons of the desktop bundle. It is WebAssembly, so one file serves all platforms. The server loads it only for a chart. Its license is MPL-2.0.",
  "inter-ui":
    "Inter, the typeface of the charts, with Latin, Greek and Cyrillic in 110 kB. The server loads one file of it, only for a chart. Its license is OFL-1.1.",
  "gpt-tokenizer":
    "Counts the tokens of definitions and answers in tests, as the tokenizer of a model does. It is plain JavaScript.",
  "fast-png": "Decodes charts in tests, which look at their pixels.",
  uplot:
    "Draws the chart of the page of usage: lines over time with a cursor and zoom, in 50 kB without dependencies. It is MIT, with a last release in May 2025; libraries that draw other kinds of charts too are several times as large. It is bundled into that page alone.",
  "smol-toml": "Reads the settings for Codex in tests, as TOML 1.0.",
  vitest: "The test runner.",
  "@stryker-mutator/core":
    "Mutation testing (`npm run mutants`): it changes the sources in one place at a time, and the tests have to notice. Version 10 needs Node 22.",
  "@stryker-mutator/vitest-runner": "Runs our tests for Stryker, and for each mutant only those that reach it.",
  "@effect/vitest": "Effects as tests, under a virtual clock.",
  typescript:
    "Version 7 is the native compiler, which checks the whole workspace in seconds. `scripts/docs` has version 6, because TypeDoc needs its JavaScript API.",
  "@biomejs/biome": "Linter and formatter in one fast binary. It also holds the direction of imports.",
  rolldown: "Bundles the server into an entry file and chunks.",
  publint: "Finds mistakes in the exports of a tarball (`check:package`).",
  "@arethetypeswrong/cli": "Finds mistakes in the types of a tarball (`check:package`).",
  "@anthropic-ai/mcpb":
    "Checks and packs the desktop bundle (`build:mcpb`). Tests unpack the bundle with it, because Claude Desktop uses the same code.",
  typedoc: "Builds the API reference from the doc comments (`npm run docs`).",
  "github-slugger": "Names headings as GitHub does, to check links to them.",
  "@changesets/cli": "Versions and changelogs of releases. Version 3 needs Node 22.",
  "csv-stringify": "Writes CSV in an example: quoting, and making formulas harmless, are easy to get wrong.",
  "csv-parse": "Reads that CSV in tests.",
  "dockerfile-utils": "Checks the Dockerfile in tests, without Docker.",
  "dockerfile-ast": "Reads the Dockerfile in tests as Docker does, without Docker.",
  yaml: "Finds the line and column of what is wrong in a fleet's file, which `js-yaml` does not tell; it has no dependencies. In the workspace it also reads workflows, forms, the catalog and the expected failures of the conformance run.",
  undici:
    "Sends the requests of a program through a proxy on Node 20 (`check:package`). Later versions of Node do it themselves. A test of core shows with it how a program gives each write a connection of its own.",
  tsx: "Runs the TypeScript of `scripts/` and `examples/` on Node 20.",
  "@types/node": "Types of Node's modules."
}

const manifests = {
  core: "packages/core/package.json",
  fleet: "packages/fleet/package.json",
  emulator: "packages/emulator/package.json",
  "mcp-server": "packages/mcp-server/package.json",
  workspace: "package.json",
  "scripts/docs": "scripts/docs/package.json"
}

const fields = { dependencies: "", peerDependencies: " (peer)", devDependencies: " (development)" }

/** The manifests that declare each dependency, in the order of the manifests. */
const declared = (): ReadonlyMap<string, ReadonlyArray<string>> => {
  const places = new Map<string, ReadonlyArray<string>>()
  for (const [place, path] of Object.entries(manifests)) {
    const manifest = Object(JSON.parse(read(path)))
    for (const [field, remark] of Object.entries(fields)) {
      for (const name of Object.keys(Object(manifest[field]))) {
        const before = places.get(name) ?? []
        // A peer dependency is also installed for development.
        const isRepeated = before.some((text) => text.startsWith(`${place} `) || text === place)
        if (!isRepeated) places.set(name, [...before, `${place}${remark}`])
      }
    }
  }
  return places
}

/** A row for each dependency that is not a package of this workspace. */
export const dependencyTable = (): string => {
  const places = [...declared()].filter(([name]) => !name.startsWith("@effect-losant/"))
  const missing = places.map(([name]) => name).filter((name) => reasons[name] === undefined)
  const surplus = Object.keys(reasons).filter((name) => !places.some(([one]) => one === name))
  if (missing.length > 0) throw new Error(`Say in dependencies.ts why ${missing.join(", ")} is worth it.`)
  if (surplus.length > 0) throw new Error(`No manifest has ${surplus.join(", ")}, which dependencies.ts names.`)
  return table(
    ["dependency", "declared by", "reason"],
    places.map(([name, where]) => [code(name), where.join(", "), reasons[name] ?? ""])
  )
}
