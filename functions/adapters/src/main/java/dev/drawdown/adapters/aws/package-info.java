/// The common settings of the clients of all AWS services except DynamoDB.
@NullMarked
package dev.drawdown.adapters.aws;

import org.jspecify.annotations.NullMarked;
