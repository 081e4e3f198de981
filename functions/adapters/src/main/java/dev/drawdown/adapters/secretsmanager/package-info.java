/// Secrets in AWS Secrets Manager. Functions that read them declare the dependency on its SDK.
@NullMarked
package dev.drawdown.adapters.secretsmanager;

import org.jspecify.annotations.NullMarked;
