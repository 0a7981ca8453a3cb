// The same client without Effect: promises, plain strings, an AbortSignal, and errors of the same classes.
import { createClient, LosantNotFound } from "@effect-losant/core"

const { LOSANT_API_TOKEN = "", LOSANT_API_URL = "https://api.losant.com", LOSANT_INSTANCE_ID = "" } = process.env
const client = createClient({ accessToken: LOSANT_API_TOKEN, url: LOSANT_API_URL })
const signal = AbortSignal.timeout(10_000)

const { items, totalCount } = await client.instanceOrgs.get({ instanceId: LOSANT_INSTANCE_ID, perPage: 3 }, { signal })
console.log(`${totalCount} organizations, the first three: ${items.map(({ name }) => name).join(", ")}`)

const orgId = "000000000000000000000000"
await client.instanceOrg.get({ instanceId: LOSANT_INSTANCE_ID, orgId }, { signal }).catch((error: unknown) => {
  if (!(error instanceof LosantNotFound)) throw error
  console.log(`There is no organization ${error.ids["orgId"]}.`)
})
await client.close()
