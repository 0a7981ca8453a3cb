/** Makes the desktop bundle from the built server. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { packExtension } from "@anthropic-ai/mcpb"
import { drawIcons } from "./icons.ts"
import { manifestOf, type ServerPackage, serverFolder } from "./manifest.ts"
import { withoutTimes } from "./times.ts"

const serverPackage = fileURLToPath(new URL("../../packages/mcp-server", import.meta.url))

/** The files beside the server: the licenses of the server and of the packages that are bundled into it. */
const beside = ["LICENSE", "THIRD-PARTY.md"]

/** Sets modes that are the same on every machine, whatever its umask is. */
const setModes = (folder: string) => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
  }
}

const lay = async (folder: string) => {
  const built = join(serverPackage, "dist")
  if (!existsSync(join(built, "main.js"))) throw new Error("The server is not built: run npm run build first.")
  cpSync(built, join(folder, serverFolder), { recursive: true })
  for (const name of beside) cpSync(join(serverPackage, name), join(folder, name))
  for (const [name, image] of await drawIcons()) writeFileSync(join(folder, name), image)
  const server: ServerPackage = JSON.parse(readFileSync(join(serverPackage, "package.json"), "utf8"))
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifestOf(server), null, 2)}\n`)
  setModes(folder)
}

/** Writes the bundle to a file. First the packer checks the manifest, and prints what is wrong with it. */
export const makeBundle = async (file: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-mcpb-"))
  try {
    const content = join(folder, "content")
    const packed = join(folder, "packed.mcpb")
    mkdirSync(content)
    await lay(content)
    if (!(await packExtension({ extensionPath: content, outputPath: packed, silent: true }))) {
      throw new Error("The bundle could not be packed.")
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, withoutTimes(readFileSync(packed)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
