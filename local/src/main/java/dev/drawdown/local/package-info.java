/// The whole service in one JVM, for development: the deployed functions behind a local replacement
/// of API Gateway, on DynamoDB Local. Never deployed.
@NullMarked
package dev.drawdown.local;

import org.jspecify.annotations.NullMarked;
