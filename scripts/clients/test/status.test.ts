import { assert, describe, it } from "vitest"
import { assertConnected } from "../status.ts"

describe("a list of servers", () => {
  it.each([
    "Configured MCP servers:\n\n✓ losant: server --emulator (stdio) - Connected\n",
    "Checking MCP server health…\n\nlosant: server --emulator - ✔ Connected\n"
  ])("%j says that it is connected", (list) => assert.strictEqual(assertConnected(list, "losant"), "losant connected"))

  it.each([
    "✗ losant: server --emulator (stdio) - Disconnected",
    "○ losant: server --emulator (stdio) - Disabled",
    "losant: server --emulator - ✘ Failed to connect",
    "losant: server --emulator - not connected",
    "✓ other: server --emulator (stdio) - Connected",
    ""
  ])("%j does not", (list) => assert.throws(() => assertConnected(list, "losant")))

  it("has to say so of each", () => {
    assert.throws(() => assertConnected("✓ a: x - Connected\n✗ b: x - Disconnected", "a", "b"))
  })
})
