/** The type of the manifest of a desktop bundle. */
import type { McpbManifestAny } from "@anthropic-ai/mcpb"

/** A manifest of the current version of its specification. 0.4 is experimental, and adds only a runtime for Python. */
export type Manifest = Extract<McpbManifestAny, { manifest_version?: "0.3" | undefined }>
