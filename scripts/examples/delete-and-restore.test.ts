// The conversation of the example takes place as a whole and in order.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "../../packages/mcp-server/test/support/built.ts"
import { execute } from "./run.ts"

beforeAll(build, 60_000)

describe("delete-and-restore.ts", () => {
  it.live(
    "goes from a request to the journal, and back from it by hand",
    () =>
      Effect.gen(function* () {
        const { stdout, stderr } = yield* execute(["--import", "tsx", "delete-and-restore.ts"], {})
        assert.strictEqual(stderr, "")
        const steps = [
          'orgId "Harbor" stands for several organizations',
          '"dryRun": true',
          "Form of the server",
          "A reversible way instead",
          "To go on, type the organization's name.",
          "Person, into the form: Harborview Apartments",
          "saved first, in",
          "with mode 600",
          "→ losant_create_org",
          "→ losant_add_org_member",
          "→ losant_invite_to_org",
          "Harborview Apartments is there again"
        ]
        const places = steps.map((step) => stdout.indexOf(step))
        assert.notInclude(places, -1, stdout)
        assert.deepStrictEqual(
          places,
          [...places].sort((one, other) => one - other)
        )
      }),
    60_000
  )
})
