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

/** The text that is written by hand, if there is any. */
const handWritten = (path: string, text: string): string | undefined =>
  isGenerated(path)
    ? undefined
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

const isContractCheck = (command: string): boolean => command.startsWith("npm run check:contract")

const isTest = (command: string): boolean => command.startsWith("npm run test")

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
      const { status, output } = run(isTest(command) ? `${command} -- --reporter json` : command, name)
      if (isContractCheck(command)) {
        // The small description lacks all other resources, but says of this action what core says.
        const ours = output.split("\n").filter((line) => /^instanceBeacon(?:Patch)?\b(?!.*: action is )/.test(line))
        assert.deepEqual(ours, [], output)
      } else assert.strictEqual(status, 0, output)
      if (isTest(command)) {
        for (const title of [`a declaration ${name} states`, `${name} success`, `${tool} answers in structure`]) {
          assert.include(output, title)
        }
      }
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
