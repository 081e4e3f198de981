package dev.drawdown.adapters.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A list that a store reads page by page, each from the first element after a key.
@FunctionalInterface
public interface Pages<K, T> {
  /// The largest number of elements of one page.
  int SIZE = 100;

  /// At most `limit` elements after `after`; fewer at the end of the list.
  List<T> page(int limit, Optional<K> after);

  /// All elements. `key` returns the key of an element. The stream reads each page when it reaches
  /// it.
  static <K, T> Stream<T> all(Pages<K, T> pages, Function<T, K> key) {
    return Stream.iterate(
            pages.page(SIZE, Optional.empty()),
            page -> !page.isEmpty(),
            page ->
                page.size() < SIZE
                    ? List.of()
                    : pages.page(SIZE, Optional.of(key.apply(page.getLast()))))
        .flatMap(List::stream);
  }
}
