/** The settings for which a desktop client asks its user, each with the server's variable that gets the answer. */
import { definitions } from "../../packages/mcp-server/src/tools/definitions/definitions.ts"
import type { Manifest } from "./manifestType.ts"

type UserConfig = NonNullable<Manifest["user_config"]>

interface Setting {
  readonly variable: string
  readonly asks: UserConfig[string]
}

const toolsetNames = [...new Set(definitions.map(({ toolset }) => toolset))]

// Optional settings have an empty default. Without a default, some clients give the server the placeholder itself.
const settings: Readonly<Record<string, Setting>> = {
  api_token: {
    variable: "LOSANT_API_TOKEN",
    asks: {
      type: "string",
      title: "API token",
      description:
        "Made in Losant, in the settings of your instance or of your user. Give it only the scopes that it needs; " +
        "all.Instance.read is enough to look around.",
      sensitive: true,
      required: true
    }
  },
  instance_id: {
    variable: "LOSANT_INSTANCE_ID",
    asks: {
      type: "string",
      title: "Instance id",
      description:
        "The id of the instance, from its settings in Losant. A token of an instance needs it; a token of a user does if it " +
        "reaches several.",
      default: ""
    }
  },
  read_only: {
    variable: "LOSANT_MCP_READ_ONLY",
    asks: {
      type: "boolean",
      title: "Read only",
      description: "Only tools that change nothing.",
      default: false
    }
  },
  toolsets: {
    variable: "LOSANT_MCP_TOOLSETS",
    asks: {
      type: "string",
      title: "Toolsets",
      description: `The toolsets to offer, with commas between them: ${toolsetNames.join(", ")}. default stands for those that are on by default, as does an empty value.`,
      default: ""
    }
  },
  confirm: {
    variable: "LOSANT_MCP_CONFIRM",
    asks: {
      type: "string",
      title: "Confirmation of what destroys",
      description:
        "auto: by a form, or by a shown plan where this app shows no forms. elicit: by a form only, for production. " +
        "token: by a shown plan. off: not at all.",
      default: "auto"
    }
  },
  confirm_level: {
    variable: "LOSANT_MCP_CONFIRM_LEVEL",
    asks: {
      type: "string",
      title: "When a name is typed",
      description:
        "proportional: only for what cannot be undone; everything else that is confirmed takes a yes. strict: always.",
      default: "proportional"
    }
  },
  profile: {
    variable: "LOSANT_MCP_PROFILE",
    asks: {
      type: "string",
      title: "Profile",
      description: "A name such as staging, which stands in the server's title and in every confirmation.",
      default: ""
    }
  },
  audit_file: {
    variable: "LOSANT_MCP_AUDIT",
    asks: {
      type: "string",
      title: "Audit file",
      description: "The whole path of a file to which a line is appended for each call of a tool. Empty: no trail.",
      default: ""
    }
  },
  api_url: {
    variable: "LOSANT_API_URL",
    asks: {
      type: "string",
      title: "API URL",
      description: "Where Losant's API is. Another one only for a Losant of your own.",
      default: "https://api.losant.com"
    }
  }
}

/** The settings for which the client asks, in the form of the manifest. */
export const userConfig: UserConfig = Object.fromEntries(
  Object.entries(settings).map(([name, { asks }]) => [name, asks])
)

/** The server's variables, with the placeholders that the client replaces. */
export const environment: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(settings).map(([name, { variable }]) => [variable, `\${user_config.${name}}`])
)
