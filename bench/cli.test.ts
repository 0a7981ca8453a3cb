import { assert, describe, it } from "@effect/vitest"
import { parse, sections } from "./cli.ts"

describe("cli", () => {
  it("measures everything by default", () => {
    assert.deepStrictEqual(parse([]), { sections, peers: false, floor: false, json: false })
  })

  it("measures what is named, in its own order", () => {
    assert.deepStrictEqual(parse(["stream", "start", "--json", "--floor", "--peers", "--losant-rest", "folder"]), {
      sections: ["start", "stream"],
      peers: true,
      floor: true,
      json: true,
      losantRest: "folder"
    })
    assert.strictEqual(parse(["--help"]), "help")
  })

  it("says what is wrong", () => {
    const mistake = (...args: ReadonlyArray<string>) => {
      const command = parse(args)
      return typeof command === "object" && "mistake" in command ? command.mistake : undefined
    }
    assert.strictEqual(mistake("end"), 'There is no section "end": there are start, calls, client, stream, job.')
    assert.match(mistake("--peer") ?? "", /--peer/)
    assert.strictEqual(mistake("--losant-rest", "folder"), "--losant-rest needs --peers.")
  })
})
