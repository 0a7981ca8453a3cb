/** Decides how the person is asked. No other place decides it. */
import type { ConfirmMode, LevelSetting } from "../../config/confirmSettings.ts"
import { type ConfirmLevel, type Danger, dangers } from "../../model/Danger.ts"

/** The settings that decide how the person is asked. */
export interface LevelSettings {
  readonly mode: ConfirmMode
  readonly level: LevelSetting
}

/** The level of a confirmation that is asked for. */
export type AskedLevel = Exclude<ConfirmLevel, "none">

/** The highest level of the dangers. `strict` makes each `yes` a `type`. If nobody is asked, the level is `none`. */
export const levelOf = (kinds: ReadonlyArray<Danger>, { mode, level }: LevelSettings): ConfirmLevel => {
  if (mode === "off" || kinds.length === 0) return "none"
  return level === "strict" || kinds.some((kind) => dangers[kind].level === "type") ? "type" : "yes"
}
