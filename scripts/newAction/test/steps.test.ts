// Adds two actions in a copy of the repository, by the steps of CONTRIBUTING.md, and counts the files that they change.
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { withoutBlocks } from "../../tables/modules.ts"
import { commandsIn, steps } from "../steps.ts"
import { changedPaths, copyRepository, digests, remove } from "./scratch.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const folder = fileURLToPath(new URL("description", import.meta.url))

const timeout = 300_000

/** The files of which nothing is written by hand. */
const isGenerated = (path: string): boolean =>
  path === "packages/core/api.md" || path.startsWith("packages/mcp-server/test/tools/definitions/")

/** The text that is written by hand. */
const handWritten = (path: string, text: string): string =>
  isGenerated(path)
    ? ""
    : withoutBlocks(text).replaceAll(
        /^(<!-- .*: written by npm run tables -->)$[\s\S]*?^(<!-- end of .* -->)$/gm,
        "$1$2"
      )

let scratch = ""
beforeAll(() => {
  scratch = copyRepository(root)
}, timeout)
afterAll(() => remove(scratch))

/** Runs a command of CONTRIBUTING.md in the copy. */
const run = (command: string, name: string): { readonly status: number | null; readonly output: string } => {
  const text = command.replace("NAME", name).replace("FOLDER", folder)
  const { status, stdout, stderr } = spawnSync(text, {
    cwd: scratch,
    encoding: "utf8",
    shell: true,
    // The tests in the copy are none of this run.
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("VITEST")))
  })
  return { status, output: `${stdout}${stderr}` }
}

const commands = steps(root).flatMap(commandsIn)

/** Calls the new tool once, as `callTool.test.ts` calls all of them. */
const isContractCheck = (command: string): boolean => command.startsWith("npm run check:contract")

describe.each([
  ["instanceBeacon.get", "losant_get_beacon", 5],
  ["instanceBeacon.patch", "losant_update_beacon", 6]
])("adding %s", (name, tool, most) => {
  let before: ReadonlyMap<string, string>
  beforeAll(() => {
    before = digests(scratch, handWritten)
  })

  it.each(commands)(
    "%s does what it says",
    (command) => {
      const { status, output } = run(command, name)
      if (isContractCheck(command)) {
        // The small description lacks all other resources, but says of this action what core says.
        const ours = output.split("\n").filter((line) => /^instanceBeacon(?:\.get|Patch|\.patch)?\b/.test(line))
        assert.deepEqual(
          ours.filter((line) => !/: (?:action|parameter) /.test(line)),
          [],
          output
        )
      } else assert.strictEqual(status, 0, output)
    },
    timeout
  )

  it(
    `is served by the emulator, and called by ${tool}`,
    () => {
      const { status, output } = run(
        `npx vitest run packages/emulator/test/core packages/mcp-server/test/call/callTool.test.ts --reporter verbose -t "${tool}|${name}"`,
        name
      )
      assert.strictEqual(status, 0, output)
      assert.include(output, `${tool} answers in structure and text`)
      assert.include(output, name)
    },
    timeout
  )

  it(`changes at most ${most} files that are written by hand`, () => {
    const changed = changedPaths(before, digests(scratch, handWritten))
    process.stdout.write(
      `${name}: ${changed.length} files written by hand\n${changed.map((path) => `  ${path}\n`).join("")}`
    )
    assert.isAtMost(changed.length, most)
    assert.isAtLeast(changed.length, 3)
  })

  it("is refused a second time", () => {
    const { status, output } = run("npm run --silent new:action -- NAME FOLDER", name)
    assert.strictEqual(status, 2)
    assert.include(output, `Core declares ${name} already.`)
  })
})

describe("the count", () => {
  it("sees a change outside of generated blocks, and none inside", () => {
    const path = "packages/core/src/index.ts"
    const text = "// resources: written by npm run tables\na\n// end of resources\nb\n"
    writeFileSync(join(scratch, path), text)
    const before = digests(scratch, handWritten)
    writeFileSync(join(scratch, path), text.replace("\na\n", "\nc\n"))
    assert.deepEqual(changedPaths(before, digests(scratch, handWritten)), [])
    writeFileSync(join(scratch, path), text.replace("\nb\n", "\nc\n"))
    assert.deepEqual(changedPaths(before, digests(scratch, handWritten)), [path])
  })
})
