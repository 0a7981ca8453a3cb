// docs/configuration.md lists what core and the emulator can be told, and no more.
import { assert, describe, it } from "vitest"
import { defaultUrl } from "../../packages/core/src/internal/defaults.ts"
import { help } from "../../packages/emulator/src/Cli.ts"
import { variableTable } from "../../packages/mcp-server/src/config/variables.ts"
import { codes, read, rows, section } from "./markdown.ts"

const document = read("docs/configuration.md")
const server = rows(section(document, "## Server"))
const core = rows(section(document, "## Core"))
const emulator = rows(section(document, "## Emulator"))

const unique = (values: Iterable<string>) => [...new Set(values)].sort()

const matches = (text: string, pattern: RegExp) => unique([...text.matchAll(pattern)].map(([, name = ""]) => name))

describe("docs/configuration.md", () => {
  it("has the defaults of the server's variables", () => {
    const defaults = variableTable.flatMap(({ name, default: value }) => (value ? [[name, value]] : []))
    assert.isAbove(defaults.length, 5)
    const told = new Map(server.map(([variable = "", , , value = ""]) => [codes(variable)[0], codes(value)[0]]))
    assert.deepEqual(
      defaults.map(([name]) => [name, told.get(name)]),
      defaults
    )
  })

  it("has the defaults of the emulator's flags", () => {
    const defaultOf = (flag: string) =>
      emulator.find(([cell = ""]) => cell.startsWith(`\`${flag} `))?.[2]?.replaceAll("`", "")
    for (const flag of ["--port", "--seed", "--token", "--now"]) {
      const [line = ""] = help.split("\n").filter((one) => one.includes(` ${flag} `))
      assert.match(line, new RegExp(` ${defaultOf(flag)},? \\(?the default|default ${defaultOf(flag)}\\b`), flag)
    }
  })

  it("lists the variables that core reads", () => {
    const readByCore = matches(read("packages/core/src/LosantConfig.ts"), /"(LOSANT_[A-Z_]+)"/g)
    assert.isAbove(readByCore.length, 3)
    assert.deepEqual(unique(core.flatMap(([variable = ""]) => codes(variable))), readByCore)
    assert.include(core.find(([variable]) => variable === "`LOSANT_API_URL`")?.[3], defaultUrl)
  })

  it("lists the options of a layer that docs/retries.md does not", () => {
    const [, own = ""] = /export interface LosantOptions[^{]*\{([\s\S]*?)\n\}/.exec(
      read("packages/core/src/LosantOptions.ts")
    ) ?? ["", ""]
    const options = matches(own, /readonly (\w+)\??:/g)
    const elsewhere = rows(section(read("docs/retries.md"), "## Every option")).flatMap(([cell = ""]) =>
      codes(cell).map((name) => name.split(".")[0] ?? "")
    )
    const told = core.flatMap(([, option = ""]) => codes(option)).filter((name) => !elsewhere.includes(name))
    assert.deepEqual(unique(told), unique(options.filter((name) => !elsewhere.includes(name))))
  })

  it("lists the flags of the emulator", () => {
    const flags = (text: string) => matches(text, /(--?[a-z]+)\b/g)
    const told = flags(emulator.map(([flag = ""]) => flag).join("\n"))
    assert.deepEqual(
      told,
      flags(help).filter((flag) => flag.startsWith("--") || flag === "-h")
    )
  })

  it("names variables of proxies that the server reads, and none else", () => {
    const source = read("packages/mcp-server/src/losant/http/proxy.ts")
    const known = matches(source, /"([A-Z]+_PROXY)"/g)
    const table = rows(section(document, "## Behind a proxy"))
    const used = table.filter(([, server = ""]) => !/^not /.test(server)).flatMap(([variable = ""]) => codes(variable))
    assert.deepEqual(unique(used.filter((name) => name.endsWith("_PROXY"))), known)
  })
})
