import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { findLosantProblems, readLosantOptions } from "../../src/config/losantSettings.ts"

const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"

const unfilled = [
  `\${LOSANT_API_TOKEN}`,
  `\${env:LOSANT_API_TOKEN}`,
  `\${input:losant-api-token}`,
  "$LOSANT_API_TOKEN",
  "%LOSANT_API_TOKEN%",
  "{{LOSANT_API_TOKEN}}",
  "undefined",
  "null",
  " NULL "
]

const quoted = [`"${token}"`, `'${token}'`, `\`${token}\``, '""']

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const fileWith = (content: string): string => {
  const file = join(folder, "token")
  writeFileSync(file, content)
  return file
}

const problemsOf = (environment: Readonly<Record<string, string>>) =>
  Effect.map(findLosantProblems(environment), (problems) => problems.map(({ variable }) => variable))

const messageOf = (environment: Readonly<Record<string, string>>) =>
  Effect.match(readLosantOptions(environment), { onSuccess: () => "", onFailure: ({ message }) => message })

describe("a value that the client did not fill in", () => {
  for (const value of unfilled) {
    it.effect(`is reported in every setting of Losant: ${value}`, () =>
      Effect.gen(function* () {
        assert.include(yield* messageOf({ LOSANT_API_TOKEN: value }), "LOSANT_API_TOKEN was not filled in")
        assert.include(yield* messageOf({ LOSANT_API_TOKEN_FILE: value }), "LOSANT_API_TOKEN_FILE was not filled in")
        assert.include(
          yield* messageOf({ LOSANT_API_TOKEN_FILE: fileWith(`${value}\n`) }),
          "LOSANT_API_TOKEN_FILE was not filled in"
        )
        for (const name of ["LOSANT_INSTANCE_ID", "LOSANT_API_URL", "LOSANT_TIMEOUT"]) {
          assert.include(yield* messageOf({ LOSANT_API_TOKEN: token, [name]: value }), `${name} was not filled in`)
        }
      })
    )
  }

  it.effect("is reported beside the other problems", () =>
    Effect.gen(function* () {
      const environment = { LOSANT_API_TOKEN: "null", LOSANT_INSTANCE_ID: "mine", LOSANT_TIMEOUT: "%TIMEOUT%" }
      assert.sameMembers(
        [...(yield* problemsOf(environment))],
        ["LOSANT_API_TOKEN", "LOSANT_INSTANCE_ID", "LOSANT_TIMEOUT"]
      )
    })
  )
})

describe("a value in quotation marks", () => {
  for (const value of quoted) {
    it.effect(`is reported and not repeated: ${value}`, () =>
      Effect.gen(function* () {
        const sources = [{ LOSANT_API_TOKEN: value }, { LOSANT_API_TOKEN_FILE: fileWith(value) }]
        for (const source of sources) {
          const message = yield* messageOf(source)
          assert.include(message, "stands in quotation marks")
          assert.notInclude(message, token)
        }
        assert.include(
          yield* messageOf({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: '"5f0000000000000000000001"' }),
          "LOSANT_INSTANCE_ID stands in quotation marks"
        )
      })
    )
  }
})

describe("a usable value", () => {
  it.effect.each([token, "a-token", "pa$$word", "100%", "nullable", "undefined-1", 'ends-with-"', "{curly}"])(
    "is accepted: %s",
    (value) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* problemsOf({ LOSANT_API_TOKEN: value }), [])
        assert.deepStrictEqual(yield* problemsOf({ LOSANT_API_TOKEN_FILE: fileWith(`${value}\n`) }), [])
      })
  )

  it.effect("ignores an unused file", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* problemsOf({ LOSANT_API_TOKEN: token, LOSANT_API_TOKEN_FILE: "null" }), [])
    })
  )
})
