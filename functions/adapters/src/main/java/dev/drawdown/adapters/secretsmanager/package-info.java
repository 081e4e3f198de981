/// Secrets in AWS Secrets Manager. Functions that read them depend on its SDK by name.
@NullMarked
package dev.drawdown.adapters.secretsmanager;

import org.jspecify.annotations.NullMarked;
