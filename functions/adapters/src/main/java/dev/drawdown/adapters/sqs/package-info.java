/// Queues of Amazon SQS. Functions that send messages depend on its SDK by name.
@NullMarked
package dev.drawdown.adapters.sqs;

import org.jspecify.annotations.NullMarked;
