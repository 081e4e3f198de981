/// The store on DynamoDB: one table, one partition for each wallet, and one for each id that is
/// unique over all accounts.
///
/// | item | `sk` | condition of a write |
/// |---|---|---|
/// | wallet | `wallet` | its version is still the one that was read |
/// | entry | `entry#<number>` | no entry has that number |
/// | charge | `charge#<key>` | its key is unused, or the charge hasn't changed since it was read |
/// | document | `document#<action>#<document>` | no charge, or a certain charge, keeps it |
/// | manual change | `manual#<key>` | its key is unused |
/// | member | `member#<account>` | the pool has no such member; deleted if it exists |
/// | subscription | `subscription` | its revision is still the one that was read |
/// | recorded term | `term` | its name is unused |
/// | payment | `payment` | its revision is still the one that was read |
/// | event | `event` | it is new, or parked |
/// | parked event | `event#<id>` | there is none; deleted if it exists |
/// | parked entries | `entries#<wallet>#<first>#<last>` | none; deleted if it is as it was listed |
/// | parked wallet | the wallet's name | none; deleted if it is as it was listed |
///
/// Every item has the version of its schema in `v`. Instants are epoch milliseconds.
@NullMarked
package dev.drawdown.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
