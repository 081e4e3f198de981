/// Queues of Amazon SQS. Functions that send messages declare the dependency on its SDK.
@NullMarked
package dev.drawdown.adapters.sqs;

import org.jspecify.annotations.NullMarked;
