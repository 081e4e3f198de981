package dev.drawdown.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.local.stream.DevClock.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevClockTest {
  private static final Instant START = Instant.parse("2027-01-31T10:00:00.123456Z");

  private Instant machine = START;
  private final DevClock clock = new DevClock((InstantSource) () -> machine);

  @Test
  void runs_with_the_machine_in_whole_milliseconds() {
    machine = START.plusSeconds(5);

    assertThat(clock.read()).isEqualTo(reading("2027-01-31T10:00:05.123Z", true));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "P1D,     2027-02-01T10:00:00.123Z",
    "P1M,     2027-02-28T10:00:00.123Z",
    "P13M,    2028-02-29T10:00:00.123Z",
    "P2W,     2027-02-14T10:00:00.123Z",
    "P1Y2M3D, 2028-04-03T10:00:00.123Z",
    "P1DT2H,  2027-02-01T12:00:00.123Z",
    "PT15M,   2027-01-31T10:15:00.123Z",
    "PT0.5S,  2027-01-31T10:00:00.623Z",
    "P0D,     2027-01-31T10:00:00.123Z",
  })
  void advances_by_the_calendar_and_stops_there(String span, String expected) {
    clock.stopAt(clock.after(Span.parse(span)));
    machine = START.plusSeconds(60);

    assertThat(clock.read()).isEqualTo(reading(expected, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "P", "PT", "1M", "P-1D", "-P1D", "P1H", "PT1D", "p1d", "P1D ", "P1.5D"})
  void a_text_that_is_no_duration_is_refused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void moves_to_a_later_instant_and_stops_there() {
    clock.stopAt(clock.reachable(Instant.parse("2027-02-28T23:59:59.999999Z")));
    machine = START.plusSeconds(60);

    assertThat(clock.read()).isEqualTo(reading("2027-02-28T23:59:59.999Z", false));
  }

  @Test
  void runs_on_from_where_it_stopped() {
    clock.stopAt(clock.after(Span.parse("P1D")));
    machine = START.plus(Duration.ofHours(1));
    clock.resume();
    machine = machine.plusSeconds(7);

    assertThat(clock.read()).isEqualTo(reading("2027-02-01T10:00:07.123Z", true));
  }

  @Test
  void never_goes_back() {
    clock.stopAt(clock.after(Span.parse("P1D")));

    assertThatThrownBy(() -> clock.reachable(START))
        .hasMessage("the clock never goes back: it is 2027-02-01T10:00:00.123Z");
    assertThat(clock.read()).isEqualTo(reading("2027-02-01T10:00:00.123Z", false));
  }

  @Test
  void ends_with_the_last_year_of_four_digits() {
    assertThatThrownBy(() -> clock.after(Span.parse("P9000Y")))
        .hasMessage("the clock ends with 9999-12-31T23:59:59.999Z");
  }

  private static DevClock.Reading reading(String now, boolean running) {
    return new DevClock.Reading(Instant.parse(now), running);
  }
}
