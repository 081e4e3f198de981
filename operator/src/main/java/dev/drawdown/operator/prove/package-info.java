/// Looks for stories in which a catalog gives credits away, or keeps paid credits from a customer.
///
/// **Which stories.** [dev.drawdown.operator.prove.CatalogProver] tries every sequence of steps up
/// to a length. In a step a customer, its payment provider or an operator does one thing. It pays,
/// renews, steps up or down, takes one unit more, changes the interval, cancels, pauses, ends or
/// fails to pay. It buys a pack and gets the money back. It uses credits, holds them, gives them
/// back or grants some. It joins a pool, leaves it, or waits.
/// [dev.drawdown.operator.prove.CustomerSteps] decides which steps are possible when.
///
/// **Which comparison.** The rules of the domain decide in one world, and write into it. A naive
/// model ([dev.drawdown.operator.prove.NaiveCredits]) applies the same events with plain
/// arithmetic. It shares no code with the rules. After each step both state what the customer can
/// spend:
///
/// - *Nothing for free.* The customer can't spend more than was paid for or granted. The sources
///   are the lines of plans, packs, starter credits, one trial, one amount of the default plan a
///   month, and the grants of an operator.
/// - *All that was paid for.* A customer who isn't suspended can spend everything that was paid for
///   or granted and not used. The rules accept a charge that the balance covers.
/// - *Each return once.* A charge gives back exactly what it took, once.
/// - *Expired credits stay expired.* Expired and frozen credits don't return as fresh ones.
/// - *No payment for less.* A customer who pays for a plan, a step up or a pack can spend at least
///   as much as before. If this fails, the rules may be right and the catalog wrong.
///
/// **What the catalog permits.** A step up inside a period may bring credits for less than their
/// list price. With `"upgrade": "reset"` it also restores used credits. The catalog decides both,
/// so the search lists the cheapest story of each as a priced exception
/// ([dev.drawdown.operator.prove.PricedException]). An exception isn't a finding.
///
/// **How the search ends.** It merges states by their relevant part
/// ([dev.drawdown.operator.prove.StateHash]). It tries two independent steps in one order only
/// ([dev.drawdown.operator.prove.StepOrder]), and all stories of a length before longer ones. So a
/// finding comes with the shortest story, which [dev.drawdown.operator.prove.Script] writes as
/// commands for the local service.
@NullMarked
package dev.drawdown.operator.prove;

import org.jspecify.annotations.NullMarked;
