/** Makes an emulator reachable as in many companies: through a proxy, with a certificate that the company made. */
import { startLosant } from "../../packages/mcp-server/test/support/losant.ts"
import { token } from "../../packages/mcp-server/test/support/serving.ts"
import { authorityFile, startProxy, startRelay } from "../../packages/mcp-server/test/support/tls.ts"

type Variables = Readonly<Record<string, string>>

/** Runs a program with the variables of the proxy. Fails if a request avoids the proxy or the proxy sees the token. */
export const throughProxy = async (use: (variables: Variables) => Promise<string>): Promise<string> => {
  const losant = await startLosant({ seed: "demo" })
  const port = Number(new URL(losant.url).port)
  const relay = await startRelay(port)
  const proxy = await startProxy({ to: relay.port })
  try {
    const said = await use({
      LOSANT_API_TOKEN: token,
      LOSANT_INSTANCE_ID: losant.instanceId,
      LOSANT_API_URL: "https://losant.test:8443",
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: authorityFile,
      // Newer versions of Node use the proxy only with this variable.
      NODE_USE_ENV_PROXY: "1"
    })
    if (!proxy.asked.some(({ target }) => target === "losant.test:8443")) throw new Error("The proxy was not asked.")
    if (proxy.seen().includes(token)) throw new Error("The proxy saw the token.")
    return said
  } finally {
    await proxy.close()
    await relay.close()
    await losant.close()
  }
}
