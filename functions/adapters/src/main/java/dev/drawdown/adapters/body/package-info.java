/// The JSON of the API's answers, with one class for each subject.
@NullMarked
package dev.drawdown.adapters.body;

import org.jspecify.annotations.NullMarked;
