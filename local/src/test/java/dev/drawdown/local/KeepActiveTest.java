package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.template.DeployedFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions stay active without calls: each is called once a day, and does nothing then.
class KeepActiveTest {
  /// The sweeper is called every five minutes anyway.
  private static final String SWEEP = "MonthlyResetFunction";

  private static final String PUBLISHING = "PublishingFunction";

  static Stream<DeployedFunction> behindTheApi() {
    return DeployedFunction.all().stream()
        .filter(function -> !List.of(SWEEP, PUBLISHING).contains(function.name()));
  }

  @Test
  void every_function_but_the_sweep_is_called_once_a_day() {
    assertThat(DeployedFunction.all())
        .allSatisfy(
            function ->
                assertThat(function.keepActive().isPresent())
                    .isEqualTo(!function.name().equals(SWEEP)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("behindTheApi")
  void the_daily_call_is_answered_without_a_call_of_the_store(DeployedFunction function)
      throws Exception {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    ((RequestStreamHandler) Functions.make(function.type(), untouchable()))
        .handleRequest(
            new ByteArrayInputStream(
                function.keepActive().orElseThrow().getBytes(StandardCharsets.UTF_8)),
            answer,
            new NoContext());

    assertThat(JSON.std.mapFrom(answer.toString(StandardCharsets.UTF_8)))
        .containsEntry("statusCode", 204);
  }

  @Test
  void the_publishing_function_gets_an_empty_batch_and_puts_nothing() {
    DeployedFunction function = DeployedFunction.named(PUBLISHING);
    DynamodbEvent event =
        LambdaEventSerializers.serializerFor(
                DynamodbEvent.class, KeepActiveTest.class.getClassLoader())
            .fromJson(function.keepActive().orElseThrow());

    StreamsEventResponse answer =
        Functions.<DynamodbEvent, StreamsEventResponse>make(function.type(), untouchable())
            .handleRequest(event, new NoContext());

    assertThat(answer.getBatchItemFailures()).isEmpty();
  }

  /// Functions may receive these ports. Every use of a store fails.
  private static Ports untouchable() {
    Stores stores = proxy(Stores.class, (_, method, _) -> untouchable(method.getReturnType()));
    InstantSource clock =
        () -> {
          throw new AssertionError("the clock was read");
        };
    return new Ports(Catalogs.shipped("outsmart"), stores, clock)
        .with(new WebhookSettings(List.of("whsec_sample"), true))
        .with(untouchable(EventBus.class));
  }

  private static <T> T untouchable(Class<T> port) {
    return proxy(
        port,
        (_, method, _) -> {
          throw new AssertionError(method + " was called");
        });
  }

  private static <T> T proxy(Class<T> port, InvocationHandler handler) {
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }
}
