/// The store on DynamoDB: one table, one partition per account, and one for each name that is
/// unique over all accounts.
///
/// | item | `sk` | written on condition that |
/// |---|---|---|
/// | wallet | `wallet` | its version is still the one that was read |
/// | entry | `entry#<number>` | there is none of that number |
/// | charge | `charge#<key>` | its key is unused, or nobody changed it since |
/// | document | `document#<action>#<document>` | none, or a certain charge, keeps it |
/// | subscription | `subscription` | its revision is the one that was read, and its account too |
/// | grant | `grant` | its key is unclaimed, or claimed with the credits that were read |
/// | payment | `payment` | its revision is the one that was read |
/// | event | `event` | it is new, or parked |
/// | parked event | `event#<id>` | there is none; deleted where it is |
/// | parked entries | `entries#<wallet>#<first>#<last>` | none |
///
/// Every item names the version of its schema in `v`. Instants are epoch milliseconds.
@NullMarked
package dev.drawdown.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
