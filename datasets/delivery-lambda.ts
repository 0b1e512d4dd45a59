/** What the Lambda of a delivery stream adds to each record (plan, day 17). */
export interface DeliveryFields {
  /** ISO 8601. */
  readonly processedAt: string;
  readonly source: string;
}

/** Appends `processed_at` and `source` to a record, itself a JSON object with at least one field. */
export function addDeliveryFields(record: string, { processedAt, source }: DeliveryFields): string {
  return `${record.slice(0, -1)},"processed_at":${JSON.stringify(processedAt)},"source":${JSON.stringify(source)}}`;
}
