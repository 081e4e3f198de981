package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.client.Metered.Payment;
import dev.drawdown.client.Metered.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The client holds before the work, captures after it, and releases if it fails.
class MeteringTest {
  private static final String OPEN = "POST /v1/accounts/anna/charges";
  private static final String CAPTURE = "POST /v1/accounts/anna/charges/{key}/capture";
  private static final String REFUND = "POST /v1/accounts/anna/charges/{key}/refund";

  private static final StubService.Behaviour HELD =
      StubService.answers(201, Samples.charged(Samples.charge("k", "a", "held", 1)));
  private static final StubService.Behaviour NOT_FOUND =
      StubService.answers(404, "{\"message\":\"Not Found\"}");

  private final Situation situation = new Situation();
  private final StubService service = situation.service;

  @AfterEach
  void close() {
    situation.close();
  }

  @Test
  void successful_work_is_captured_and_its_value_comes_with_the_note() throws Exception {
    Metered<String> metered = situation.run();

    assertThat(metered).isInstanceOf(Metered.Completed.class);
    Metered.Completed<String> completed = (Metered.Completed<String>) metered;
    assertThat(completed.value()).isEqualTo("a draft");
    assertThat(completed.payment()).isInstanceOf(Payment.Captured.class);
    assertThat(((Payment.Captured) completed.payment()).note().text())
        .isEqualTo("1 credit used, 49 left.");
    assertThat(service.lines()).containsExactly(OPEN, CAPTURE);
    assertThat(service.received).allMatch(each -> each.authorization().equals("Bearer secret"));
    assertThat(service.received.get(0).key()).contains(HoldRequest.key(Situation.DRAFT));
    assertThat(service.received.get(service.received.size() - 1).body()).isEqualTo("{}");
  }

  @Test
  void an_account_may_be_a_subject_of_an_identity_provider() throws Exception {
    String subject = "auth0|user+tag=a@x~1";
    MeteredCall call = MeteredCall.of(subject, "checkin.draft", "job-17", Duration.ofMinutes(1));

    Metered<String> metered = situation.client().metered(call, () -> "a draft");
    situation.client().balance(subject);

    assertThat(metered).isInstanceOf(Metered.Completed.class);
    assertThat(service.lines())
        .containsExactly(
            "POST /v1/accounts/auth0|user+tag=a@x~1/charges",
            "POST /v1/accounts/auth0|user+tag=a@x~1/charges/{key}/capture",
            "GET /v1/accounts/auth0|user+tag=a@x~1/balance");
  }

  @Test
  void a_value_may_be_null() throws Exception {
    Metered<String> metered = situation.client().metered(Situation.DRAFT, () -> null);

    assertThat(metered).isInstanceOf(Metered.Completed.class);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void an_exception_of_the_work_is_rethrown_after_the_release(Throwable failure) {
    DrawdownClient client = situation.client();

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, () -> fail(failure)))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(service.lines()).containsExactly(OPEN, REFUND);
    assertThat(service.statuses()).containsExactly("released");
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IOException("the model hung up"),
        new IllegalStateException("no model"),
        new InterruptedException("the work's own"),
        new AssertionError("a bug"));
  }

  private static String fail(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  @Test
  void an_unconfirmed_release_is_suppressed_in_the_exception() {
    DrawdownClient client = situation.client();
    service.next(HELD, NOT_FOUND);

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, () -> fail(new IOException("no"))))
        .isInstanceOf(IOException.class)
        .satisfies(MeteringTest::assertUnconfirmed);
  }

  @Test
  void an_unconfirmed_release_is_suppressed_in_an_interrupt_of_the_caller() {
    Thread caller = Thread.currentThread();
    DrawdownClient client = situation.client();
    service.next(HELD, NOT_FOUND);

    assertThatThrownBy(
            () ->
                client.metered(
                    Situation.DRAFT,
                    () -> {
                      caller.interrupt();
                      return neverEnding(new CountDownLatch(1));
                    }))
        .isInstanceOf(InterruptedException.class)
        .satisfies(MeteringTest::assertUnconfirmed);
  }

  private static void assertUnconfirmed(Throwable failure) {
    assertThat(failure.getSuppressed())
        .singleElement()
        .hasToString(
            "dev.drawdown.client.DrawdownException: The release of the hold k isn't confirmed;"
                + " its credits come back at 2026-11-20T10:30:30Z: Not Found");
  }

  @Test
  void slow_work_is_interrupted_and_released() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    MeteredCall call = MeteredCall.of("anna", "trend.analyze", "job-18", Duration.ofMillis(500));

    Metered<String> metered = situation.client().metered(call, () -> neverEnding(interrupted));

    assertThat(metered).isEqualTo(new Metered.TimedOut<>(new Release.GivenBack(1, 0)));
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(service.lines()).containsExactly(OPEN, REFUND);
    assertThat(service.received.get(service.received.size() - 1).body())
        .isEqualTo("{\"reason\":\"timed out\"}");
  }

  private static String neverEnding(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      return "never";
    } finally {
      interrupted.countDown();
    }
  }

  @Test
  void an_interrupt_of_the_caller_interrupts_the_work_and_releases_it() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    DrawdownClient client = situation.client();

    assertThatThrownBy(
            () ->
                client.metered(
                    Situation.DRAFT,
                    () -> {
                      caller.interrupt();
                      return neverEnding(interrupted);
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(service.statuses()).containsExactly("released");
  }

  @Test
  void work_runs_on_a_thread_of_the_given_factory() throws Exception {
    DrawdownClient client = situation.builder().threads(work -> new Thread(work, "ours")).build();

    Metered<String> metered =
        client.metered(Situation.DRAFT, () -> Thread.currentThread().getName());

    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("ours");
  }

  @Test
  void work_without_a_thread_is_released() {
    DrawdownClient client =
        situation
            .builder()
            .threads(
                work -> {
                  throw new IllegalStateException("no thread");
                })
            .build();

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, situation::work))
        .hasMessage("no thread");
    assertThat(service.statuses()).containsExactly("released");
  }

  @Test
  void an_action_of_cost_0_runs_and_nothing_is_captured_or_released() throws Exception {
    service.next(
        StubService.answers(201, Samples.charged(Samples.charge("k", "ask", "charged", 0))));

    assertThat(situation.run()).isEqualTo(new Metered.Completed<>("a draft", new Payment.Free()));
    assertThat(service.lines()).containsExactly(OPEN);
  }

  @Test
  void a_failed_or_slow_free_action_has_nothing_to_release() throws Exception {
    String free = Samples.charged(Samples.charge("k", "ask", "charged", 0));
    service.next(StubService.answers(201, free), StubService.answers(201, free));
    MeteredCall call = MeteredCall.of("anna", "ask", "job-18", Duration.ofMillis(500));
    DrawdownClient client = situation.client();

    assertThat(client.metered(call, () -> neverEnding(new CountDownLatch(1))))
        .isEqualTo(new Metered.TimedOut<>(new Release.NothingHeld()));
    assertThatThrownBy(() -> client.metered(Situation.DRAFT, () -> fail(new IOException("no"))))
        .isInstanceOf(IOException.class);
    assertThat(service.lines()).containsExactly(OPEN, OPEN);
  }
}
