/** `view`: shows a view in a browser of this machine, on the emulator. */
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import { parseServerConfig, type ServerConfig } from "../../config/ServerConfig.ts"
import type { Environment } from "../../model/Environment.ts"
import type { PageName } from "../../model/views/names.ts"
import type { Sink } from "../../observability/stderr.ts"
import * as Runtime from "../../server/Runtime.ts"
import { makeServerFactory } from "../../server/Server.ts"
import * as Calls from "../../server/toolCalls.ts"
import { readHtml } from "../../server/views/pageFiles.ts"
import { definitions } from "../../tools/definitions/definitions.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { examplesOf } from "./examples.ts"
import { connectInMemory } from "./memoryClient.ts"
import { type Preview, startPreview } from "./previewServer.ts"

/** Serves the preview of a server with that Losant. */
export const preview = async (
  page: PageName,
  config: ServerConfig,
  losant: Parameters<typeof Calls.make>[1],
  log: Sink,
  { examples = examplesOf[page], port = 0 } = {}
): Promise<Preview> => {
  const calls = Calls.make(config, losant, log)
  const client = await connectInMemory(makeServerFactory(config, definitions, async () => calls))
  const host = await readHtml("preview")
  const { url, close } = await startPreview({ page, examples, client, host, port })
  return {
    url,
    close: async () => {
      await close()
      await client.close()
      await calls.dispose()
    }
  }
}

/** Starts the preview, or answers the message about what has to be corrected. */
export const runView = async (
  { page, port }: { readonly page: PageName; readonly port: number },
  flags: Flags,
  environment: Environment,
  log: Sink
): Promise<Result.Result<string, string>> => {
  if (!flags.emulator) {
    return Result.fail("view shows a view on the emulator, where a click changes nothing real: add --emulator.")
  }
  // A preview has nothing to keep, and asks in the way that it shows.
  const settings = { ...environment, LOSANT_MCP_CONFIRM: "auto", LOSANT_MCP_JOURNAL: "off" }
  const config = parseServerConfig(settings, flags, toolSummaries)
  if (Result.isFailure(config)) return Result.fail(config.failure)
  const { url } = await preview(page, config.success, Runtime.losantLayer(config.success), log, { port })
  return Result.succeed(url)
}
