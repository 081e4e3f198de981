/// Looks for stories in which a catalog gives away credits, or keeps back what a customer paid for.
///
/// **What is tried.** [dev.drawdown.operator.prove.CatalogProver] tries every sequence of steps up
/// to a length. In a step a customer, its payment provider or an operator does one thing: pay,
/// renew, step up or down, take one unit more, change the interval, cancel, pause, end, fail to
/// pay, buy a pack and get the money back, use credits, hold them, give them back, grant some, join
/// a pool, leave it, or wait. [dev.drawdown.operator.prove.CustomerSteps] says what can be done
/// when.
///
/// **What is compared.** The rules of the domain decide in one world, and write it on. A naive
/// model ([dev.drawdown.operator.prove.NaiveCredits]) follows the same news with plain arithmetic.
/// It shares no code with the rules. After each step both say what the customer can spend:
///
/// - *Nothing for nothing.* The customer can't spend more than was paid for or granted. That is the
///   lines of plans, packs, starter credits, one trial, one amount of the default plan a month, and
///   what an operator granted.
/// - *Nothing kept back.* A customer who isn't suspended can spend all that was paid for or granted
///   and not used. A charge that the balance covers is accepted.
/// - *Nothing back twice.* What is given back is what was taken, once.
/// - *What is over stays over.* Credits that have expired, and those that are frozen, don't come
///   back as fresh ones.
/// - *No payment for less.* Who pays for a plan, a step up or a pack has at least as much to spend
///   as before. The rules may be right here, and the catalog wrong.
///
/// **What is permitted.** A step up inside a period may bring credits for less than their list
/// price. With `"upgrade": "reset"` it also brings back what was used. Both are what the catalog
/// says, so the proof lists the cheapest story of each as a priced exception
/// ([dev.drawdown.operator.prove.PricedException]). It is no finding.
///
/// **How it ends.** States are merged by what matters ([dev.drawdown.operator.prove.StateHash]),
/// two steps that don't concern each other are tried in one order
/// ([dev.drawdown.operator.prove.StepOrder]), and all stories of a length are tried before longer
/// ones. So a finding comes with the shortest story, which [dev.drawdown.operator.prove.Script]
/// writes as commands for the local service.
@NullMarked
package dev.drawdown.operator.prove;

import org.jspecify.annotations.NullMarked;
