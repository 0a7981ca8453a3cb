// The documents are a promise: what they show is what is there.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { clientNames, clients } from "../packages/mcp-server/src/cli/clients/clients.ts"
import { printConfig } from "../packages/mcp-server/src/cli/clients/printConfig.ts"
import { runDoctor } from "../packages/mcp-server/src/cli/doctor/doctor.ts"
import { parseCommand } from "../packages/mcp-server/src/cli/program.ts"
import { prompts } from "../packages/mcp-server/src/prompts/register.ts"
import { makeTools } from "../packages/mcp-server/src/tools/Tool.ts"

const root = new URL("..", import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), "utf8")
const readme = read("README.md")

/** The files of a folder, at any depth, whose names end so. */
const filesOf = (folder: string, end: string): ReadonlyArray<string> =>
  readdirSync(new URL(folder, root), { encoding: "utf8", recursive: true })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`)

const tools = makeTools(false)

/** What a document says between a heading and the next of the same depth. */
const section = (document: string, heading: string): string => {
  const [, rest = ""] = document.split(`\n${heading}\n`)
  const [mark] = heading.split(" ")
  return rest.split(`\n${mark} `)[0] ?? ""
}

describe("the README", () => {
  it.each(["nearly-full", "promises"])("shows examples/%s.ts as it is", (name) => {
    assert.include(readme, `\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``)
  })

  it("lists every tool with its action, and those for jobs over many organizations", () => {
    const rows = [
      ...section(readme, "## The tools").matchAll(/^\| `(losant_\w+)`\s*\| (?:`([\w.]+)`|many calls)\s*\|/gm)
    ]
    assert.deepEqual(
      rows.map(([, tool, action]) => [tool, action]),
      tools.map((tool) => [tool.spec.name, tool.kind === "action" ? tool.action.action : undefined])
    )
    assert.equal(rows.filter(([, , action]) => action !== undefined).length, Object.keys(actions).length)
  })

  it("says how many tools there are", () => {
    assert.include(readme, `${tools.length} tools`)
  })

  it("gives a reason for every dependency of the workspace", () => {
    const manifests = [
      "package.json",
      "scripts/docs/package.json",
      ...["core", "emulator", "mcp-server"].map((name) => `packages/${name}/package.json`)
    ]
    const names = manifests.flatMap((path) => {
      const { dependencies, devDependencies, peerDependencies } = JSON.parse(read(path))
      return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })
    })
    const [, table = ""] = readme.split("## Dependencies")
    for (const name of new Set(names)) {
      if (!name.startsWith("@effect-losant/")) assert.include(table, `\`${name}\``)
    }
  })
})

describe("docs/configuration.md", () => {
  const settings = section(read("docs/configuration.md"), "## Server")

  it("names the variables that the sources read, and no others", () => {
    const sources = ["core", "mcp-server"].flatMap((name) => filesOf(`packages/${name}/src`, ".ts"))
    assert.isAbove(sources.length, 100)
    const variables = sources.flatMap((path) =>
      [...read(path).matchAll(/"((?:LOSANT|OTEL)_[A-Z_]*[A-Z])"/g)].map(([, name]) => name)
    )
    const named = [...settings.matchAll(/^\| `((?:LOSANT|OTEL)_[A-Z_]+)`/gm)].map(([, name]) => name)
    assert.deepEqual([...named].sort(), [...new Set(variables)].sort())
  })

  it("names the flags and the variables of --help, and no others", () => {
    const usage = helpOf()
    const namesIn = (text: string, pattern: RegExp) =>
      [...new Set([...text.matchAll(pattern)].map(([name]) => name))].sort()
    for (const pattern of [/--[a-z][a-z-]*/g, /(?:LOSANT|OTEL)_[A-Z_]*[A-Z]\b(?!_)/g]) {
      assert.deepEqual(namesIn(settings, pattern), namesIn(usage, pattern))
    }
  })

  it("has what the README shows of it", () => {
    const names = (text: string) => [...text.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = ""]) => name)
    const shown = names(section(readme, "## Configuration"))
    assert.isAbove(shown.length, 3)
    assert.includeMembers([...names(settings), "HTTPS_PROXY"], shown)
  })
})

const helpOf = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand([...args, "--help"])
  assert(command.kind === "text", args.join(" "))
  return command.text
}

const flagsIn = (text: string): ReadonlyArray<string> =>
  [...new Set([...text.matchAll(/--[a-z][a-z-]*/g)].map(([name]) => name))].sort()

describe("the commands of the README", () => {
  it("are those of the help, with the flags that are theirs alone", () => {
    const table = section(readme, "## Commands")
    const named = [...table.matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name)
    assert.deepEqual(named, ["doctor", "print-config"])
    const own = named.flatMap((name = "") =>
      flagsIn(section(helpOf(name), "Flags:").split("Flags of the server:")[0] ?? "")
    )
    const rows = table.split("\n").filter((line) => line.startsWith("|"))
    assert.deepEqual(flagsIn(rows.map((row) => row.split("|").slice(1, 3).join()).join("\n")), [...new Set(own)].sort())
  })
})

/** What the command prints on stdout, in a place where nothing is set. */
const printed = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand(["print-config", ...args])
  assert(command.kind === "print-config", args.join(" "))
  const installation = { node: "node", main: "main.js" }
  return Effect.runSync(printConfig(command.request, command.flags, {}, installation)).settings
}

describe("docs/clients.md", () => {
  const document = read("docs/clients.md")

  it.each(clientNames)("says of %s where the settings go, how it takes the token, and who says so", (name) => {
    const { file, docs, secret } = clients[name]
    const row = document.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? ""
    for (const path of new Set(Object.values(file))) assert.include(row, `\`${path}\``)
    assert.include(row, `](${docs})`)
    if (secret.kind === "reference") assert.include(row, `\`${secret.text}\``)
  })

  it("names the clients that get cmd on Windows", () => {
    const [, told = ""] = document.split("### Windows")
    const [withCmd = "", without = ""] = told.split("The others look batch files up themselves")
    for (const { title, needsCmd } of Object.values(clients)) {
      assert.include(needsCmd ? withCmd : without.split("### VS Code")[0], title)
    }
  })

  it("shows what is printed", () => {
    const shown = [...document.matchAll(/print-config ([^\n]+)\n```\n\n```(?:json|toml)\n([^`]*)```/g)]
    assert.lengthOf(shown, 2)
    for (const [, args = "", text = ""] of shown) {
      const output = printed(...args.split(" "))
      if (args.startsWith("codex")) assert.strictEqual(text, output)
      // The formatter of the documents puts short lists on one line.
      else assert.deepEqual(JSON.parse(text), JSON.parse(output))
    }
    const [, settings = ""] = readme.match(/For Claude Desktop on a Mac that prints\n\n```json\n([^`]*)```/) ?? []
    assert.deepEqual(JSON.parse(settings), JSON.parse(printed("claude-desktop", "--os", "macos")))
  })

  it("shows what the doctor says", async () => {
    const [, args = "", text] = document.match(/main\.js (doctor [^\n]+)\n```[^`]+`[^`]+`[^`]+```\n([^`]*)```/) ?? []
    const command = parseCommand(args.split(" "))
    assert(command.kind === "doctor", args)
    const [, node = ""] = text?.match(/Node ([\d.]+)/) ?? []
    const environment = { LOSANT_MCP_JOURNAL: "off" }
    assert.strictEqual((await runDoctor({ environment, flags: command.flags, node }, false)).text, text)
  })
})

describe("docs/tools.md", () => {
  const document = read("docs/tools.md")

  it("tells of every tool, and of no other, with all arguments", () => {
    const told = new Set([...document.matchAll(/`(losant_\w+)`/g)].map(([, name]) => name))
    assert.sameMembers(
      [...told],
      tools.map(({ spec }) => spec.name)
    )
    const named = new Set([...document.matchAll(/`(\w+)`/g)].map(([, name]) => name))
    const missing = tools.flatMap(({ spec, arguments: known }) =>
      known.filter(({ name }) => !named.has(name)).map(({ name }) => `${spec.name}: ${name}`)
    )
    assert.deepEqual(missing, [])
  })

  it("tells of every prompt with its arguments", () => {
    for (const { name, arguments: known } of prompts) {
      const row = document.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? ""
      for (const argument of known) assert.include(row, `\`${argument.name}\``, name)
    }
  })
})

describe("the promises", () => {
  it.each([
    "docs/reliability.md",
    "docs/safety.md",
    "docs/policy.md",
    "docs/privacy.md",
    "docs/tools.md",
    "SECURITY.md"
  ])("of %s name tests that exist", (path) => {
    const named = [...read(path).matchAll(/`((?:core|emulator|mcp-server)\/test[^`\s]*)`/g)].map(
      ([, name = ""]) => name
    )
    assert.isAbove(named.length, 10)
    for (const name of named) assert.isTrue(existsSync(new URL(`packages/${name}`, root)), name)
  })
})
