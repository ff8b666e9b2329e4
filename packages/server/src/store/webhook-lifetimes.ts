/** Webhook deliveries are repeated for up to 72 hours. */
export const deliveryLifetimeMs = 73 * 3_600_000
/** How long a webhook of an unknown job is kept, because the job's reference may not be saved yet. */
export const webhookLifetimeMs = 600_000
