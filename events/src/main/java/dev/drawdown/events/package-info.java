/// The event contract: one record per event, each of them a line of a ledger.
///
/// `schemas` and `samples` hold the JSON Schema and an example of each record. Schemas only grow:
/// fields and types may be added. A consumer ignores fields and types that it doesn't know.
@NullMarked
package dev.drawdown.events;

import org.jspecify.annotations.NullMarked;
