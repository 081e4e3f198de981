package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
  private final List<Optional<Integer>> read = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "99, 1", "100, 2", "101, 2", "250, 3"})
  void all_elements_are_read_in_order_until_a_page_is_short(int elements, int pages) {
    List<Integer> all = IntStream.rangeClosed(1, elements).boxed().toList();

    assertThat(Pages.all(list(elements), element -> element)).containsExactlyElementsOf(all);

    assertThat(read).hasSize(pages);
  }

  @Test
  void an_unreached_page_is_not_read() {
    assertThat(Pages.all(list(250), element -> element).limit(150)).hasSize(150);

    assertThat(read).containsExactly(Optional.empty(), Optional.of(100));
  }

  private Pages<Integer, Integer> list(int elements) {
    return (limit, after) -> {
      read.add(after);
      return IntStream.rangeClosed(after.orElse(0) + 1, elements).limit(limit).boxed().toList();
    };
  }
}
