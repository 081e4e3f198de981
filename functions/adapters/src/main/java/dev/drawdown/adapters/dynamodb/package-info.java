/// The store on DynamoDB: one table, one partition per account.
///
/// | item | `sk` | written on condition that |
/// |---|---|---|
/// | wallet | `wallet` | its version is still the one that was read |
/// | entry | `entry#<number>` | there is none of that number |
/// | charge | `charge#<key>` | its key is unused, or nobody changed it since |
/// | document | `document#<action>#<document>` | none, or a certain charge, keeps it |
///
/// Every item names the version of its schema in `v`. Instants are epoch milliseconds.
@NullMarked
package dev.drawdown.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
