/// What clients of all AWS services but DynamoDB have in common.
@NullMarked
package dev.drawdown.adapters.aws;

import org.jspecify.annotations.NullMarked;
