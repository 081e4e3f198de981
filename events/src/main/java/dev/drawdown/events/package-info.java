/// What Drawdown tells the world: one record per event, all of them lines of a ledger.
///
/// In `schemas` and `samples` are the JSON Schema and an example of each record. Events only ever
/// grow: fields and types may be added, so whoever reads them ignores what they don't know.
@NullMarked
package dev.drawdown.events;

import org.jspecify.annotations.NullMarked;
