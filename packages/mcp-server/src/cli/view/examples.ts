/** The calls that a preview offers, on the emulator's demonstration data. */
import { fleetTools, type PageName, planTool } from "../../model/views/names.ts"
import type { PreviewExample } from "../../model/views/Preview.ts"

const planChanges = { name: planTool, title: "Plan changes to many" }
const updateOrg = { name: "losant_update_org", title: "Update an organization" }

export const examplesOf: Readonly<Record<PageName, ReadonlyArray<PreviewExample>>> = {
  plan: [
    {
      ...planChanges,
      label: "A tag on all organizations",
      arguments: { operation: "update_org", change: '{"tags":{"add":["audited=2026"]}}', all: true }
    },
    {
      ...planChanges,
      label: "A lower limit for all organizations",
      arguments: { operation: "update_org", change: '{"limits":{"device":20}}', all: true }
    },
    {
      ...planChanges,
      label: "Shorter storage of data in a few organizations",
      arguments: {
        operation: "update_org",
        change: '{"limits":{"dataTTL":2592000}}',
        orgs: ["Harborview Apartments", "Delta Compressors"]
      }
    },
    {
      ...updateOrg,
      label: "An organization is disabled",
      arguments: { orgId: "Delta Compressors", disabledAt: true, description: "Out of use" }
    },
    {
      name: "losant_delete_org",
      title: "Delete an organization",
      label: "An organization is deleted",
      arguments: { orgId: "Harborview Apartments" }
    },
    {
      ...updateOrg,
      label: "A change that asks nobody",
      arguments: { orgId: "Ashford Water Works", description: "Water for Ashford" }
    }
  ],
  usage: [
    {
      name: "losant_get_org_payload_breakdown",
      title: "Get payload breakdown",
      label: "The payloads of an organization",
      arguments: { orgId: "Harborview Apartments" }
    },
    {
      name: "losant_get_org_device_counts",
      title: "Get device counts",
      label: "The devices of an organization",
      arguments: { orgId: "Harborview Apartments" }
    },
    {
      name: "losant_get_all_payload_breakdown",
      title: "Get all payload breakdown",
      label: "The payloads of the instance, as bytes",
      arguments: { asBytes: true }
    },
    {
      name: "losant_get_all_device_counts",
      title: "Get all device counts",
      label: "The devices of the instance",
      arguments: {}
    }
  ],
  fleet: [
    {
      name: fleetTools.nearLimits,
      title: "Find organizations near limits",
      label: "Organizations near limits",
      arguments: { percent: 50 }
    },
    {
      name: fleetTools.ranking,
      title: "Rank organizations by usage",
      label: "The organizations that use most",
      arguments: { by: "payloads", top: 1_000 }
    },
    {
      name: fleetTools.invites,
      title: "Find invitations",
      label: "Invitations without an answer",
      arguments: {}
    }
  ]
}
