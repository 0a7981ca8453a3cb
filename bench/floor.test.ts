import { describe, it } from "@effect/vitest"
import { floorServer } from "./floor.ts"
import { orgId } from "./limit/organizations.mjs"
import { environment, startStub } from "./servers.ts"
import { Server } from "./stdio.ts"

describe("floorServer", () => {
  it("answers both tools that the bench calls", async () => {
    const stub = await startStub()
    const server = new Server(await floorServer(environment(stub)))
    try {
      await server.initialize()
      await server.call("losant_get_org", { orgId: orgId(7) })
      await server.call("losant_list_orgs", { perPage: 100 })
    } finally {
      await server.end()
      stub.stop()
    }
  }, 60_000)
})
