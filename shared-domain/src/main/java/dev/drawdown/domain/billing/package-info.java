/// Billing: a provider's facts about subscriptions, and the credits that an account gets by them.
///
/// **Facts.** A [dev.drawdown.domain.billing.Fact] is one statement of the provider: a line was
/// paid, a payment failed, a cancellation was planned, the subscription ended. A
/// [dev.drawdown.domain.billing.Subscription] is the set of all facts about it. A new fact joins
/// the set, so facts may arrive repeatedly, late and in any order. If two statements contradict
/// each other, the provider's own order decides, never the order of arrival.
///
/// **Terms.** A paid line of a plan is a [dev.drawdown.domain.billing.Term]: an item of the
/// subscription was paid at a price, for a quantity, until an end. A term is recorded with the
/// credits that the catalog gave it at its first arrival. Each item has one bucket at a time. Terms
/// of different items stand side by side and end independently.
///
/// **The timeline.** The bucket of an item at an instant results from a walk over its terms in
/// order of start ([dev.drawdown.domain.billing.Opening]):
///
/// - A term that starts when the time of the last amount is over opens a new bucket.
/// - Terms with one end are one. More of the same price adds the difference. Another plan resets
///   the bucket or adds the difference, as the catalog stated.
/// - A term that starts during the time of the last amount carries on with the remaining credits.
/// - When the time of an amount is over and the term still runs, the bucket is opened again.
///
/// After the end of its term a bucket is in grace, then frozen. A cancellation, a pause or the end
/// of the subscription clears it. All of this depends only on the facts, the catalog's grace and
/// the instant: see [dev.drawdown.domain.billing.SubscriptionTimeline].
///
/// **Draws.** The timeline doesn't know the drawn credits. For each bucket, it has the time of its
/// opening, its granted credits, and its content without any draw. A wallet keeps the bucket with
/// its remaining credits, and follows the timeline: [dev.drawdown.domain.billing.PlanBuckets]
/// compares the held buckets with the required ones and returns the changes. A bucket that opens
/// later than the held one replaces it. Otherwise it is the same bucket, perhaps of another size,
/// and its drawn credits stay drawn. Time and late facts have the same effect. So to advance a
/// wallet means to follow the timeline at each instant at which it changes.
///
/// **The account.** [dev.drawdown.domain.billing.AccountBilling] combines all subscriptions of an
/// account: its standing, its displayed plan, its next refresh. A running subscription protects the
/// account from suspension because of another one.
///
/// **Memory.** A wallet and a subscription keep only the facts that still matter
/// ([dev.drawdown.domain.billing.RelevantFacts]): a fact is removed if the timeline is the same
/// without it.
@NullMarked
package dev.drawdown.domain.billing;

import org.jspecify.annotations.NullMarked;
