/// Reads from `template.yaml` what a deployment has: routes, event sources and the table.
@NullMarked
package dev.drawdown.local.template;

import org.jspecify.annotations.NullMarked;
