/// The event contract: one record per event. Each event is a line of a ledger.
///
/// `schemas` and `samples` hold the JSON Schema and an example of each record. Schemas only grow:
/// later versions may add fields and types. A consumer ignores unknown fields and types.
@NullMarked
package dev.drawdown.events;

import org.jspecify.annotations.NullMarked;
