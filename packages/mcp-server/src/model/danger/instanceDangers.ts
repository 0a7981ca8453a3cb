/** The dangers of writes on the instance itself: its members, its settings and its reports. */
import type { DangerWords } from "./DangerWords.ts"

const asItWas = "losant_update_instance with the values as they were"

/** A second factor that is required keeps people out, and one that is not lets them in: both can be taken back. */
export const instanceDangers = {
  makeInstanceAdmin: {
    level: "yes",
    action: "let a person manage the whole instance",
    undo: "losant_update_instance_member with the role view takes it back; what the admin did until then stays."
  },
  lowerInstanceRole: {
    level: "yes",
    action: "take the management of the instance away from a member",
    undo: "losant_update_instance_member with the role admin gives it back."
  },
  removeInstanceMember: {
    level: "yes",
    action: "remove a member of the instance",
    undo: "losant_add_instance_member with the same role makes the person a member again."
  },
  takeLastInstanceAdmin: {
    level: "type",
    action: "perhaps leave the instance without an admin",
    undo: "Nobody but Losant may be able to undo it."
  },
  requireSecondFactor: {
    level: "yes",
    action: "require a second factor of more people, so that those without one cannot get in",
    undo: `${asItWas} takes it back.`
  },
  waiveSecondFactor: {
    level: "yes",
    action: "let people in without a second factor who needed one until now",
    undo: `${asItWas} requires it again.`
  },
  startReports: {
    level: "yes",
    action: "let Losant send reports on the usage by itself, to emails or to a URL",
    undo: `${asItWas} stops it; a report that was sent cannot be called back.`
  },
  stopReports: {
    level: "yes",
    action: "stop reports that Losant sends by itself, or send them otherwise",
    undo: `${asItWas} brings them back.`
  },
  removeDefaultLimit: {
    level: "yes",
    action: "remove default limits of new organizations, of which Losant does not say what then holds",
    undo: `${asItWas} sets them again; the organizations that are made until then stay as they are.`
  },
  sendReport: {
    level: "yes",
    action: "have a report on the usage sent to an email or a URL",
    undo: "A report that was sent cannot be called back."
  }
} as const satisfies Readonly<Record<string, DangerWords>>

export type InstanceDanger = keyof typeof instanceDangers
