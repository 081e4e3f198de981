/// The whole service in one JVM, for development: the deployed functions behind a stand-in for API
/// Gateway, on DynamoDB Local. Never deployed.
@NullMarked
package dev.drawdown.local;

import org.jspecify.annotations.NullMarked;
