// The tests run without Docker, so they only read the Dockerfile, with Docker's grammar. CI builds it.
import { existsSync, readFileSync } from "node:fs"
import { DockerfileParser, type Instruction } from "dockerfile-ast"
import { validate } from "dockerfile-utils"
import { assert, describe, it } from "vitest"

const root = new URL("../../../", import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), "utf8")

const text = read("Dockerfile")
const dockerfile = DockerfileParser.parse(text)
const instructions = dockerfile.getInstructions()
const lastFrom = instructions.map((one) => one.getKeyword()).lastIndexOf("FROM")
const inImage = instructions.slice(lastFrom)

const named = (keyword: string, among: ReadonlyArray<Instruction> = inImage) =>
  among.filter((one) => one.getKeyword() === keyword)

const argumentsOf = (instruction: Instruction | undefined) =>
  instruction?.getArguments().map((argument) => argument.getValue()) ?? []

describe("the Dockerfile", () => {
  it("has no mistake", () => {
    assert.deepEqual(
      validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
      []
    )
  })

  it("is known to have one if one is made", () => {
    assert.isAbove(validate(`${text}\nENTRYPOINT\nCOPPY . .\n`).length, 1)
  })

  it("builds in one stage, and serves in another that runs no command of a shell", () => {
    assert.lengthOf(dockerfile.getFROMs(), 2)
    assert.lengthOf(named("RUN"), 0)
    const [entry] = named("ENTRYPOINT")
    const [program, script]: ReadonlyArray<unknown> = JSON.parse(entry?.getRawArgumentsContent() ?? "")
    assert.deepEqual([program, script], ["/nodejs/bin/node", "/app/dist/main.js"])
  })

  it("runs as a user who is not root, by number, so that it can be seen from outside", () => {
    const [user = ""] = argumentsOf(named("USER").at(-1))
    assert.match(user, /^[1-9]\d*:[1-9]\d*$/)
  })

  it("has one version of Node in both stages", () => {
    const majors = dockerfile.getFROMs().map((from) => from.getImage()?.match(/node(?:js|:)(\d+)/)?.[1])
    assert.match(majors[0] ?? "", /^\d+$/)
    assert.strictEqual(majors[1], majors[0])
  })

  it("says which server of the registry it is", () => {
    const { mcpName } = JSON.parse(read("packages/mcp-server/package.json"))
    assert.include(text, `io.modelcontextprotocol.server.name="${mcpName}"`)
  })

  it("copies what there is, and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1))
    const copied = dockerfile
      .getCOPYs()
      .filter((copy) => !copy.getFlags().some((flag) => flag.getName() === "from"))
      .flatMap((copy) => argumentsOf(copy).slice(0, -1))
    assert.include(copied, "packages")
    for (const path of copied) {
      assert.isTrue(existsSync(new URL(path, root)), `${path} exists`)
      assert.isTrue(
        allowed.some((one) => path === one || path.startsWith(`${one}/`)),
        `${path} is let through`
      )
    }
  })
})
