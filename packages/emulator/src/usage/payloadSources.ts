/**
 * The sources of the payloads of the emulator's organizations.
 *
 * @since 0.1.0
 */

// Losant does not list which payloads it bills. In its example of a month, those of data tables are not billed.
/** Each source with its share of all payloads, and the usual size of a payload in bytes. @since 0.1.0 */
export const payloadSources = [
  { type: "deviceState", source: "device.mqtt", share: 0.58, bytes: 182, billable: true },
  { type: "deviceState", source: "flow.flow", share: 0.12, bytes: 240, billable: true },
  { type: "timer", source: "timer.flow", share: 0.08, bytes: 96, billable: true },
  { type: "webhook", source: "public.rest", share: 0.05, bytes: 1_340, billable: true },
  { type: "endpoint", source: "endpoint.flow", share: 0.04, bytes: 2_210, billable: true },
  { type: "mqttOut", source: "device.mqtt", share: 0.03, bytes: 128, billable: true },
  { type: "deviceCommand", source: "flow.flow", share: 0.02, bytes: 154, billable: true },
  { type: "integration", source: "integration.flow", share: 0.015, bytes: 610, billable: true },
  { type: "deviceConnect", source: "device.mqtt", share: 0.018, bytes: 64, billable: true },
  { type: "deviceDisconnect", source: "device.mqtt", share: 0.018, bytes: 64, billable: true },
  { type: "dataTable", source: "flow.flow", share: 0.029, bytes: 420, billable: false }
] as const
