import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { configOf } from "../../../test/support/config.ts"
import { emulated, type Override, overrideWrites, writesIn } from "../../../test/support/emulated.ts"
import { folder, modeOf } from "../../../test/support/folder.ts"
import { disconnect } from "../../../test/support/network.ts"
import { callTool, environment } from "../../../test/support/serving.ts"

const create = "losant_create_api_token"
const token = { name: "creates organizations", scope: ["instanceOrgs.post"] }

const setup = (instead?: Override) =>
  Effect.gen(function* () {
    const path = yield* folder
    const audit = Path.join(path, "trail.jsonl")
    const { losant, sent } = yield* emulated(instead)
    const config = configOf({ ...environment, LOSANT_LOG_LEVEL: "debug", LOSANT_MCP_AUDIT: audit })
    const file = Path.join(path, "token.txt")
    const call = (more: object = {}) => callTool(create, { ...token, secretFile: file, ...more }, losant, config)
    return { path, audit, file, sent, call }
  })

describe("losant_create_api_token", () => {
  it.effect("writes the secret to a file of the user alone, and shows it nowhere", () =>
    Effect.gen(function* () {
      const { path, audit, file, call } = yield* setup()
      const { result, lines } = yield* call()
      assert.isUndefined(result.isError)
      const secret = Fs.readFileSync(file, "utf8").trimEnd()
      assert.match(secret, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
      assert.strictEqual(modeOf(file), "600")
      assert.deepInclude(result.structuredContent, { done: true, secretFile: file })
      const trail = Fs.readFileSync(audit, "utf8")
      assert.include(trail, create)
      for (const shown of [JSON.stringify(result), lines.join("\n"), trail]) {
        // Neither the whole secret nor the part of it that no other token has.
        assert.notInclude(shown, secret)
        assert.notInclude(shown, secret.slice(secret.lastIndexOf(".") + 1))
      }
      assert.sameMembers(Fs.readdirSync(path), ["token.txt", "trail.jsonl"])
    })
  )

  it.effect("makes no file and sends nothing in a dry run", () =>
    Effect.gen(function* () {
      const { file, sent, call } = yield* setup()
      const { result } = yield* call({ dryRun: true })
      assert.deepInclude(result.structuredContent, { dryRun: true })
      assert.isFalse(Fs.existsSync(file))
      assert.deepStrictEqual(writesIn(sent), [])
    })
  )

  it.effect.each(["a file", "a link to a file", "no folder", "a folder of all"])(
    "refuses a path at which there is %s, and sends nothing",
    (what) =>
      Effect.gen(function* () {
        const { path, file, sent, call } = yield* setup()
        const other = Path.join(path, "other.txt")
        if (what === "a file") Fs.writeFileSync(file, "mine")
        if (what === "a link to a file") Fs.symlinkSync(other, file)
        const open = Path.join(path, "open")
        if (what === "a folder of all") {
          Fs.mkdirSync(open)
          Fs.chmodSync(open, 0o777)
        }
        const elsewhere = what === "no folder" ? "none" : "open"
        const named = what.includes("folder") ? { secretFile: Path.join(path, elsewhere, "token.txt") } : {}
        const { result, text } = yield* call(named)
        assert.isTrue(result.isError)
        assert.include(text, "secretFile")
        assert.deepStrictEqual(writesIn(sent), [])
        assert.isFalse(Fs.existsSync(other))
        if (what === "a file") assert.strictEqual(Fs.readFileSync(file, "utf8"), "mine")
      })
  )

  it.effect("leaves no file if Losant refuses the token", () =>
    Effect.gen(function* () {
      const refuse: Override = overrideWrites(
        async () => new Response('{"type":"Validation","message":"no"}', { status: 400 })
      )
      const { file, call } = yield* setup(refuse)
      assert.isTrue((yield* call()).result.isError)
      assert.isFalse(Fs.existsSync(file))
    })
  )

  it.effect("says where to look, and leaves no file, if the answer is lost", () =>
    Effect.gen(function* () {
      const { file, call } = yield* setup(overrideWrites(disconnect("ECONNRESET")))
      const { result, text } = yield* call()
      assert.isTrue(result.isError)
      assert.include(text, "losant_list_api_tokens")
      assert.include(text, "its secret is lost then")
      assert.isFalse(Fs.existsSync(file))
    })
  )

  it.effect.each(["", '{"id":"5f0000000000000000009999"}'])(
    "says that the token was made and its secret is lost, if the answer does not have it: %j",
    (body) =>
      Effect.gen(function* () {
        const { file, call } = yield* setup(overrideWrites(async () => new Response(body, { status: 201 })))
        const { result, text } = yield* call()
        assert.isUndefined(result.isError)
        assert.include(text, "its secret is lost")
        assert.include(text, "losant_delete_api_token")
        assert.isFalse(Fs.existsSync(file))
      })
  )
})
