/**
 * The limits of new organizations, unless the seed, the instance or the body sets others.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"

/** The limits of a new organization. @since 0.1.0 */
export const defaultLimits: Schemas.OrgLimits = {
  apitoken: 500,
  application: 50,
  applicationcertificate: 500,
  applicationcertificateauthority: 50,
  applicationkey: 2_000,
  credential: 100,
  dashboard: 200,
  datatable: 100,
  device: 5_000,
  devicerecipe: 200,
  experiencedomain: 20,
  experienceendpoint: 500,
  experiencegroup: 200,
  experienceslug: 50,
  experienceuser: 2_000,
  experienceversion: 200,
  experienceview: 500,
  file: 2_000,
  flow: 2_000,
  integration: 50,
  notebook: 50,
  privatefile: 2_000,
  resourcejob: 50,
  webhook: 500,
  dataTTL: 15_552_000,
  member: 200,
  payload: 50_000_000,
  storage: 5_368_709_120,
  notebookMinutesPerRun: 60,
  notebookMinutesPerMonth: 1_200,
  notebookInParallel: 3,
  experienceFlowSlots: 30,
  applicationFlowSlots: 300,
  systemInterval: 5
}

/** The limits of an instance. @since 0.2.0 */
export const instanceLimits: Schemas.InstanceLimits = {
  ...defaultLimits,
  organization: 10_000,
  application: 5_000,
  device: 500_000,
  experienceuser: 200_000,
  member: 20_000,
  payload: 5_000_000_000,
  storage: 536_870_912_000,
  notebookMinutesPerMonth: 120_000,
  instanceApiToken: 500,
  instanceNotificationRule: 100,
  instanceCustomNode: 100
}
