// A program behind a proxy, as docs/configuration.md shows it. From version 22.21 on, Node itself uses the proxy of the
// environment. Older versions need undici for this.
import assert from "node:assert/strict"
import { createClient } from "@effect-losant/core"
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici"

if (process.version.startsWith("v20.")) setGlobalDispatcher(new EnvHttpProxyAgent())

const { LOSANT_API_TOKEN = "", LOSANT_API_URL = "", LOSANT_INSTANCE_ID = "" } = process.env
const client = createClient({ accessToken: LOSANT_API_TOKEN, url: LOSANT_API_URL })
const instanceId = LOSANT_INSTANCE_ID
const { id } = await client.instanceOrgs.post({ instanceId, orgConfig: { name: "Behind a proxy" } })
assert.equal((await client.instanceOrg.get({ instanceId, orgId: id })).name, "Behind a proxy")
await client.close()
console.log("an organization made and read")
