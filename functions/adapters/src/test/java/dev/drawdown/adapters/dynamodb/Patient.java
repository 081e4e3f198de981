package dev.drawdown.adapters.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Lets a client wait for a minute, and adds interceptors. On a busy machine a cold server's first
/// answer takes seconds.
record Patient(List<ExecutionInterceptor> interceptors)
    implements Consumer<ClientOverrideConfiguration.Builder> {
  private static final Duration BUDGET = Duration.ofMinutes(1);

  static Patient with(ExecutionInterceptor... interceptors) {
    return new Patient(List.of(interceptors));
  }

  @Override
  public void accept(ClientOverrideConfiguration.Builder configuration) {
    configuration.apiCallTimeout(BUDGET).apiCallAttemptTimeout(BUDGET);
    interceptors.forEach(configuration::addExecutionInterceptor);
  }
}
