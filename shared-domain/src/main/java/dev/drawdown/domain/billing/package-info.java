/// Payments as they are billed: what a provider states about subscriptions, and which credits an
/// account has by it.
///
/// **Facts.** A [dev.drawdown.domain.billing.Fact] is one statement of the provider: a line was
/// paid, a payment failed, a cancellation was planned, the subscription ended. A
/// [dev.drawdown.domain.billing.Subscription] is the set of facts that were told about it. Telling
/// a fact adds it to the set, so facts may come twice, late and in any order. Where two statements
/// contradict each other, the provider's own order decides, never the order of arrival.
///
/// **Terms.** A paid line of a plan is a [dev.drawdown.domain.billing.Term]: an item of the
/// subscription was paid for, at a price, for a quantity, until an end. A term is recorded with the
/// credits that the catalog gave it when it was first told. Each item has one bucket at a time.
/// Terms of different items stand side by side and end alone.
///
/// **The timeline.** Which bucket an item has at an instant is found by walking its terms in order
/// of start ([dev.drawdown.domain.billing.Opening]):
///
/// - A term that starts when the time of the last amount is over opens a new bucket.
/// - Terms of one end are one. More of the same price adds the difference. Another plan resets the
///   bucket or adds the difference, as the catalog said.
/// - A term that starts inside the time of the last amount carries on with what was left.
/// - When the time of an amount is over and the term still runs, the bucket is opened anew.
///
/// After the end of its term a bucket is in grace, then frozen. A cancellation, a pause or the end
/// of the subscription clears it. All of this is a function of the facts, the catalog's grace and
/// the instant: see [dev.drawdown.domain.billing.SubscriptionTimeline].
///
/// **Draws.** The timeline doesn't know what was drawn. It says when each bucket opened, what it
/// got since, and what it would hold if nothing had been drawn. A wallet keeps the bucket beside
/// what is left of it, and follows: [dev.drawdown.domain.billing.PlanBuckets] compares what it
/// holds with what the timeline asks for and returns the changes. A bucket that opens later than
/// the one held replaces it. Otherwise it is the same bucket, perhaps of another size, and what was
/// drawn from it stays drawn. Time and late news are followed in the same way. So advancing means
/// to follow the timeline at each instant at which it changes.
///
/// **The account.** [dev.drawdown.domain.billing.AccountBilling] puts all subscriptions of an
/// account together: its standing, the plan that is shown, the next refresh. No subscription is the
/// account's own: one that runs keeps the account from being suspended for another.
///
/// **Memory.** A wallet and a subscription keep only what still matters
/// ([dev.drawdown.domain.billing.RelevantFacts]): a fact may be left out if the timeline says the
/// same without it.
@NullMarked
package dev.drawdown.domain.billing;

import org.jspecify.annotations.NullMarked;
