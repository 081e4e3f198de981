/// The records that one command writes, all or none.
@NullMarked
package dev.drawdown.domain.commit;

import org.jspecify.annotations.NullMarked;
